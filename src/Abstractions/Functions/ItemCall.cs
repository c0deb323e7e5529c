namespace OrleansPool.Functions;

/// <summary>Calls the user's delegate with what an item holds: one argument, the parts of a tuple, the token or not.</summary>
internal abstract class ItemCall<TItem, TReturn>
{
    /// <summary>The user's own delegate.</summary>
    public abstract Delegate Target { get; }

    public abstract TReturn Invoke(TItem item, CancellationToken token);
}
