namespace OrleansPool.Overloads.Model;

/// <summary>One combination of callbacks: each synchronous or asynchronous.</summary>
internal sealed class CallbackKind(bool asyncCallback, bool asyncErrorCallback)
{
    /// <summary>How many combinations there are.</summary>
    public const int Count = 4;

    /// <summary>Weight among the overloads of one verb: an asynchronous lambda also fits an action, as <c>async void</c>.</summary>
    public int Priority => (asyncCallback ? 2 : 0) + (asyncErrorCallback ? 1 : 0);

    /// <summary>All combinations, the plain one first.</summary>
    public static IEnumerable<CallbackKind> All() =>
        from callback in new[] { false, true }
        from errorCallback in new[] { false, true }
        select new CallbackKind(callback, errorCallback);

    /// <summary>The two parameters, for a callback that is given a value of <paramref name="value"/>, or nothing.</summary>
    public IEnumerable<Parameter> Parameters(string? value) =>
    [
        new($"{Delegate(asyncCallback, value)}?", "callback", "null"),
        new($"{Delegate(asyncErrorCallback, "Exception")}?", "errorCallback", "null"),
    ];

    private static string Delegate(bool isAsync, string? value)
    {
        string[] input = value is null ? [] : [value];
        return isAsync ? TypeText.Generic("Func", [.. input, "Task"]) : TypeText.Generic("Action", input);
    }
}
