namespace OrleansPool.Payloads;

/// <summary>Stands on the wire for an enum in a field of type object: Orleans would send only its number.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.BoxedEnum")]
internal sealed class BoxedEnum
{
    [Id(0)]
    public required Type Type { get; init; }

    [Id(1)]
    public required string Value { get; init; }
}
