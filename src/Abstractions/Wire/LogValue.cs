namespace OrleansPool.Wire;

/// <summary>One of the values of a log entry: null, a primitive of the framework, or text.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LogValue")]
internal readonly record struct LogValue([property: Id(0)] string Name, [property: Id(1)] object? Value)
{
    /// <summary>What one takes besides its text, about.</summary>
    private const int FixedBytes = 32;

    public int Bytes => FixedBytes + (2 * (Name.Length + ((Value as string)?.Length ?? 0)));
}
