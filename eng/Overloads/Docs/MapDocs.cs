namespace OrleansPool.Overloads.Docs;

/// <summary>Documentation of <c>Map</c> and <c>MapAsync</c>.</summary>
internal static class MapDocs
{
    public static readonly VerbDoc Blocking = new(
        "Runs a function of each item on the workers and waits for all results, in the order of the items.",
        "An array in which <c>results[i]</c> belongs to item <c>i</c>; empty for no items.",
        "",
        [.. ExceptionDocs.AtTheCallWithItems, .. ExceptionDocs.FromTheWork],
        $"{RemarkDocs.Blocking}\n{RemarkDocs.Failures}\n{RemarkDocs.AllInMemory}\n{RemarkDocs.Delivery}");

    public static readonly VerbDoc Async = new(
        "Runs a function of each item on the workers and returns at once with a handle to all results, in the order of the items.",
        "A handle to an array in which <c>results[i]</c> belongs to item <c>i</c>, and to the outcome of each item.",
        "",
        ExceptionDocs.AtTheCallWithItems,
        $"{RemarkDocs.Handle}\n{RemarkDocs.Failures}\n{RemarkDocs.AllInMemory}\n{RemarkDocs.Delivery}");
}
