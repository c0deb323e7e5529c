namespace OrleansPool.Overloads.Docs;

/// <summary>Documentation of <c>Imap</c> and <c>ImapUnordered</c>.</summary>
internal static class ImapDocs
{
    private const string Remarks = """
        <para>
        The input is read only a little ahead of the results that were taken (<see cref="JobOptions.BufferSize"/>,
        <see cref="JobOptions.BufferBytes"/>), so that memory stays constant over an endless input: who reads slowly slows the input down.
        Leaving the loop early cancels the rest.
        </para>
        <para>
        An item that fails throws at its place, and the iteration can go on after it. What is thrown is the exception of the function (its
        own type where that can be rebuilt here, <see cref="RemoteException"/> otherwise) or <see cref="WorkerLostException"/>. The job as a
        whole ends with <see cref="PoolTimeoutException"/> after <see cref="JobOptions.Timeout"/>, with
        <see cref="OperationCanceledException"/> after a cancel and with <see cref="PoolTerminatedException"/>.
        </para>
        """;

    public static readonly VerbDoc Ordered = new(
        "Runs a function of each item on the workers and gives the results one by one, in the order of the items.",
        "The results: read them with <c>await foreach</c>, with <c>foreach</c>, or one at a time.",
        "",
        ExceptionDocs.AtTheCallWithItems,
        $"{Remarks}\n{RemarkDocs.Delivery}");

    public static readonly VerbDoc Unordered = new(
        "Runs a function of each item on the workers and gives the results one by one, each as soon as it is there.",
        "The results: read them with <c>await foreach</c>, with <c>foreach</c>, or one at a time.",
        "",
        ExceptionDocs.AtTheCallWithItems,
        $"{Remarks}\n{RemarkDocs.Delivery}");
}
