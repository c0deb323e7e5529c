namespace OrleansPool.Overloads.Docs;

/// <summary>Documentation of <c>ForEach</c> and <c>ForEachAsync</c>.</summary>
internal static class ForEachDocs
{
    private const string Memory =
        "<para>No results are kept or sent: memory does not grow with the number of items, unless they fail.</para>";

    public static readonly VerbDoc Blocking = new(
        "Runs an action on each item on the workers, in no particular order, and waits until all are done.",
        "",
        "",
        [.. ExceptionDocs.AtTheCallWithItems, .. ExceptionDocs.FromTheWork],
        $"{RemarkDocs.Blocking}\n{RemarkDocs.Failures}\n{Memory}\n{RemarkDocs.Delivery}");

    public static readonly VerbDoc Async = new(
        "Runs an action on each item on the workers, in no particular order, and returns at once with a handle to its end.",
        "",
        "A handle: await it, or wait for it with a limit of time, or cancel it. It has no result.",
        ExceptionDocs.AtTheCallWithItems,
        $"{RemarkDocs.Handle}\n{RemarkDocs.Failures}\n{Memory}\n{RemarkDocs.Delivery}");
}
