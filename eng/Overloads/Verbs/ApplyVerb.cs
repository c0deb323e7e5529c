using OrleansPool.Overloads.Docs;
using OrleansPool.Overloads.Model;

namespace OrleansPool.Overloads.Verbs;

/// <summary><c>Apply</c>: one call of a function, waiting for its result.</summary>
internal sealed class ApplyVerb() : Verb("Apply", ApplyDocs.Blocking)
{
    /// <inheritdoc/>
    public override IEnumerable<IEnumerable<Overload>> Groups() =>
        from shapes in new[] { FunctionShape.WithResult(), FunctionShape.WithoutResult() }
        from arity in Arity.From(0)
        select shapes.Select(shape => Make(arity, shape));

    private Overload Make(Arity arity, FunctionShape shape)
    {
        Parameter[] parameters =
        [
            new(shape.DelegateType(arity), "function"),
            .. arity.Types.Zip(arity.Arguments, static (type, name) => new Parameter(type, name)),
            Parameter.Options,
            Parameter.Token,
        ];
        var start = $"Blocking.StartApply(Bind.{shape.Name}(function), {arity.ItemExpression}, options, "
            + $"JobCallbacks<{shape.ResultType}>.None, cancellationToken).Get();";
        var returns = shape.HasResult ? "TResult" : "void";
        return new Overload(
            Name, arity, shape, returns, parameters, Priority(null, shape, null), shape.HasResult ? $"return {start}" : start);
    }
}
