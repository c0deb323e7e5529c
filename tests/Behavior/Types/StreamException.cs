namespace OrleansPool.BehaviorTests.Types;

/// <summary>An exception with a field that cannot travel.</summary>
public sealed class StreamException(string message) : Exception(message)
{
    public Stream Content { get; } = new MemoryStream();
}
