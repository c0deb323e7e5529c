namespace OrleansPool.Overloads.Model;

/// <summary>One kind of delegate a verb accepts: how it completes, whether it has a result, whether it takes a token.</summary>
internal sealed class FunctionShape(Completion completion, bool hasResult, bool hasToken)
{
    /// <summary>Weight among the overloads of one verb.</summary>
    /// <remarks>
    /// Of a method that exists with and without a token, the variant with it is taken. Not so for an action:
    /// <c>Console.WriteLine(string, object)</c> would pass for one with a token, and then <c>ForEach(Console.WriteLine, lines)</c> would
    /// not compile.
    /// </remarks>
    public int Priority => ((int)completion * 2) + (!hasToken ? 0 : IsAction ? -1 : 1);

    /// <summary>Whether the function has a result.</summary>
    public bool HasResult => hasResult;

    /// <summary>What the pool calls the result: <c>TResult</c>, or <c>Unit</c> for none.</summary>
    public string ResultType => hasResult ? "TResult" : "Unit";

    /// <summary>Name of the method of <c>Bind</c> and so of the shape.</summary>
    public string Name => (hasResult ? "" : "Void") + completion + (hasToken ? "Token" : "");

    /// <summary>The class that runs such a function.</summary>
    public string FunctionClass(Arity arity) => completion == Completion.Sync
        ? $"SyncFunction<{arity.ItemType}, {ResultType}>"
        : hasResult ? $"{completion}Function<{arity.ItemType}, TResult>" : $"Void{completion}Function<{arity.ItemType}>";

    private bool IsAction => Returned is null;

    /// <summary>What the delegate returns; <see langword="null"/> for <c>void</c>.</summary>
    private string? Returned => completion switch
    {
        Completion.Sync => hasResult ? "TResult" : null,
        _ => hasResult ? $"{completion}<TResult>" : $"{completion}",
    };

    /// <summary>The shapes of functions with a result.</summary>
    public static IEnumerable<FunctionShape> WithResult() => All(hasResult: true);

    /// <summary>The shapes of functions without a result.</summary>
    public static IEnumerable<FunctionShape> WithoutResult() => All(hasResult: false);

    /// <summary>The type of the delegate for an arity.</summary>
    public string DelegateType(Arity arity) => TypeText.Generic(IsAction ? "Action" : "Func", [.. Inputs(arity), .. Outputs()]);

    /// <summary>The type parameters of a verb with this shape.</summary>
    public IEnumerable<string> TypeParameters(Arity arity) => hasResult ? [.. arity.Types, "TResult"] : arity.Types;

    /// <summary>The arity class that holds the delegate.</summary>
    public string CallClass(Arity arity) =>
        TypeText.Generic($"{(hasToken ? "Token" : "")}{(IsAction ? "Action" : "")}Call{arity.Count}", [.. arity.Types, .. Outputs()]);

    private static IEnumerable<FunctionShape> All(bool hasResult) =>
        from completion in new[] { Completion.Sync, Completion.Task, Completion.ValueTask }
        from hasToken in new[] { false, true }
        select new FunctionShape(completion, hasResult, hasToken);

    private IEnumerable<string> Inputs(Arity arity) => hasToken ? [.. arity.Types, "CancellationToken"] : arity.Types;

    private IEnumerable<string> Outputs() => Returned is null ? [] : [Returned];
}
