namespace OrleansPool.Functions;

/// <summary>What a job runs for each item.</summary>
internal abstract class PoolFunction<TItem, TResult> : PoolFunction
{
    public sealed override Type ItemType => typeof(TItem);

    public sealed override Type ResultType => typeof(TResult);

    /// <summary>Whether to call <see cref="InvokeAsync"/>, which holds no thread while it waits, rather than <see cref="Invoke"/>.</summary>
    public abstract bool IsAsync { get; }

    public abstract TResult Invoke(TItem item, CancellationToken token);

    public abstract ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token);

    public sealed override TOut Accept<TOut>(IPoolFunctionVisitor<TOut> visitor) => visitor.Visit(this);
}
