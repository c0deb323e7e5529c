namespace OrleansPool.Functions;

/// <summary>What a job runs, with its types erased.</summary>
internal abstract class PoolFunction
{
    /// <summary>The user's own delegate, or null when there is none.</summary>
    public virtual Delegate? Target => null;

    public abstract Type ItemType { get; }

    public abstract Type ResultType { get; }

    public abstract TOut Accept<TOut>(IPoolFunctionVisitor<TOut> visitor);
}
