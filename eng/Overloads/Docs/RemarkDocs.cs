namespace OrleansPool.Overloads.Docs;

/// <summary>Paragraphs of remarks that several verbs share.</summary>
internal static class RemarkDocs
{
    /// <summary>What a user has to know of repeated runs and of copies.</summary>
    public const string Delivery = """
        <para>
        Arguments and results are copies. A function may run more than once: when a silo is lost, the items it was running are run again, up
        to <see cref="JobOptions.MaxAttempts"/> times in all (1 gives at most once). Each item has exactly one outcome all the same.
        </para>
        """;

    /// <summary>For the blocking verbs.</summary>
    public const string Blocking =
        "<para>Blocks the calling thread until the work has ended. In asynchronous code use the verb that returns a handle.</para>";

    /// <summary>For the verbs that return a handle.</summary>
    public const string Handle = """
        <para>
        Wrong arguments throw at the call. All that goes wrong later completes the handle, and <c>await</c> and <c>Get</c> throw it: the
        exception of the function (its own type where that can be rebuilt here, <see cref="RemoteException"/> otherwise),
        <see cref="WorkerLostException"/>, <see cref="PoolTimeoutException"/> after <see cref="JobOptions.Timeout"/>,
        <see cref="OperationCanceledException"/> after a cancel, <see cref="PoolTerminatedException"/>.
        </para>
        """;

    /// <summary>For the verbs that give all results together.</summary>
    public const string Failures = """
        <para>
        When items fail, the others are still run (<see cref="JobOptions.ErrorMode"/> can change that), and the failure with the lowest
        index is thrown.
        </para>
        """;

    /// <summary>For the verbs that give all results together.</summary>
    public const string AllInMemory =
        "<para>Memory grows with the number of results. For long inputs use an imap, which runs in constant memory.</para>";
}
