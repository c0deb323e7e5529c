namespace OrleansPool.Functions;

/// <summary>A function that a worker runs in its life, here or in a package.</summary>
internal abstract class LifeFunction : PoolFunction<object?, object?>
{
    public sealed override bool IsAsync => true;

    public sealed override object? Invoke(object? item, CancellationToken token) => throw new InvalidOperationException("A worker's function is awaited.");

    /// <summary>Encodes what the function returned.</summary>
    public abstract byte[] Encode(object value);
}
