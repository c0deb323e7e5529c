namespace OrleansPool.Overloads.Docs;

/// <summary>Documentation of <c>Apply</c> and <c>ApplyAsync</c>.</summary>
internal static class ApplyDocs
{
    public static readonly VerbDoc Blocking = new(
        "Runs a function once, on one worker, and waits for its end.",
        "What the function returned, or what its task gave.",
        "",
        [.. ExceptionDocs.AtTheCall, .. ExceptionDocs.FromTheWork],
        $"{RemarkDocs.Blocking}\n{RemarkDocs.Delivery}");

    public static readonly VerbDoc Async = new(
        "Runs a function once, on one worker, and returns at once with a handle to its result.",
        "A handle: await it, or wait for it with a limit of time, or cancel it.",
        "A handle: await it, or wait for it with a limit of time, or cancel it. It has no result.",
        ExceptionDocs.AtTheCall,
        $"{RemarkDocs.Handle}\n{RemarkDocs.Delivery}");
}
