using OrleansPool.Failures;

namespace OrleansPool.Functions;

/// <summary>What a job runs for each item.</summary>
internal abstract class PoolFunction<TItem, TResult> : PoolFunction
{
    public sealed override Type ItemType => typeof(TItem);

    public sealed override Type ResultType => typeof(TResult);

    /// <summary>Whether to call <see cref="InvokeAsync"/>, which holds no thread while it waits, rather than <see cref="Invoke"/>.</summary>
    public abstract bool IsAsync { get; }

    /// <summary>The user's delegate, if to call it is all that <see cref="Invoke"/> does: two calls on the way there cost more than a trivial item.</summary>
    public virtual Func<TItem, TResult>? Plain => null;

    public abstract TResult Invoke(TItem item, CancellationToken token);

    public abstract ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token);

    /// <summary>An input in one line, or null when there is nothing to show.</summary>
    public virtual string? PreviewOf(TItem item) => Preview.Of(item);

    /// <summary>What <see cref="Preview"/> can show of the running item later, from another thread.</summary>
    public virtual object? KeepInput(TItem item) => item;

    public sealed override TOut Accept<TOut>(IPoolFunctionVisitor<TOut> visitor) => visitor.Visit(this);
}
