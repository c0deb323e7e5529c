namespace OrleansPool.Functions;

/// <summary>What a job runs, with its types erased.</summary>
internal abstract class PoolFunction
{
    /// <summary>The user's own delegate, or null when there is none.</summary>
    public virtual Delegate? Target => null;

    public abstract Type ItemType { get; }

    public abstract Type ResultType { get; }

    /// <summary>The bytes of each encoded item when it is <see cref="Payloads.Packed"/> and all have the same; else 0.</summary>
    public virtual int ItemSize => 0;

    /// <summary>The same for results.</summary>
    public virtual int ResultSize => 0;

    /// <summary>From now on what runs on this flow of control runs for the item that this tells of; null: for none.</summary>
    public virtual void Enter(IRunningItem? item) => PoolContext.Enter(item is null ? null : new PoolContext(item));

    public abstract TOut Accept<TOut>(IPoolFunctionVisitor<TOut> visitor);
}
