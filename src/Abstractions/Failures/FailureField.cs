namespace OrleansPool.Failures;

/// <summary>A field of an exception, found again by the type that declares it and its name.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.FailureField")]
internal sealed class FailureField
{
    [Id(0)]
    public required string DeclaringType { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    /// <summary>The encoded value; null when <see cref="Exceptions"/> has it.</summary>
    [Id(2)]
    public byte[]? Value { get; init; }

    /// <summary>The value of a field that holds exceptions.</summary>
    [Id(3)]
    public Failure?[]? Exceptions { get; init; }
}
