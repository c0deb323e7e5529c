using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>ApplyAsync</c>: one call of a function, with a handle to its result.</summary>
internal sealed class ApplyAsyncVerb() : Verb("ApplyAsync", ApplyDocs.Async)
{
    /// <inheritdoc/>
    public override IEnumerable<IEnumerable<Overload>> Groups() =>
        from shapes in new[] { FunctionShape.WithResult(), FunctionShape.WithoutResult() }
        from arity in Arity.From(0)
        select
            from shape in shapes
            from callbacks in CallbackKind.All()
            select Make(arity, shape, callbacks);

    private Overload Make(Arity arity, FunctionShape shape, CallbackKind callbacks)
    {
        Parameter[] parameters =
        [
            new(shape.DelegateType(arity), "function"),
            .. arity.Types.Zip(arity.Arguments, static (type, name) => new Parameter(type, name)),
            Parameter.Options,
            .. callbacks.Parameters(shape.HasResult ? "TResult" : null),
            Parameter.Token,
        ];
        var body = $"return StartApply(Bind.{shape.Name}(function), {arity.ItemExpression}, options, "
            + $"JobCallbacks<{shape.ResultType}>.From(callback, errorCallback), cancellationToken);";
        var returns = shape.HasResult ? "AsyncResult<TResult>" : "AsyncResult";
        return new Overload(Name, arity, shape, returns, parameters, Priority(null, shape, callbacks), body);
    }
}
