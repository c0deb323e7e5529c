namespace OrleansPool.Wire;

/// <summary>
/// Bytes of which a message has many, or none. Nullables and arrays of bare memory get Orleans' codec for memory of any elements, which writes and
/// reads byte by byte, in twice the size: some fifty times as long as the copy that a field of this type is.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanspool.BytePart")]
internal readonly record struct BytePart([property: Id(0)] ReadOnlyMemory<byte> Bytes)
{
    public static implicit operator BytePart(ReadOnlyMemory<byte> bytes) => new(bytes);

    public static implicit operator ReadOnlyMemory<byte>(BytePart part) => part.Bytes;
}
