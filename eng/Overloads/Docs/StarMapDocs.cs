namespace OrleansPool.Overloads.Docs;

/// <summary>Documentation of <c>StarMap</c> and <c>StarMapAsync</c>.</summary>
internal static class StarMapDocs
{
    public static readonly VerbDoc Blocking = new(
        """
        Runs a function of several arguments on the workers, once for each tuple of arguments, and waits for all results, in the order
        of the tuples.
        """,
        "An array in which <c>results[i]</c> belongs to tuple <c>i</c>; empty for no tuples.",
        "",
        MapDocs.Blocking.Exceptions,
        MapDocs.Blocking.Remarks);

    public static readonly VerbDoc Async = new(
        """
        Runs a function of several arguments on the workers, once for each tuple of arguments, and returns at once with a handle to all
        results, in the order of the tuples.
        """,
        "A handle to an array in which <c>results[i]</c> belongs to tuple <c>i</c>, and to the outcome of each tuple.",
        "",
        MapDocs.Async.Exceptions,
        MapDocs.Async.Remarks);
}
