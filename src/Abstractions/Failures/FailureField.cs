namespace OrleansPool.Failures;

/// <summary>A field of an exception, found again by the type that declares it and its name.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.FailureField")]
internal sealed class FailureField
{
    /// <summary>How many levels below <see cref="Exception"/> the declaring type is, from 1.</summary>
    [Id(0)]
    public required int Level { get; init; }

    [Id(1)]
    public required string DeclaringType { get; init; }

    [Id(2)]
    public required string Name { get; init; }

    /// <summary>The encoded value; null when <see cref="Exceptions"/> has it.</summary>
    [Id(3)]
    public byte[]? Value { get; init; }

    /// <summary>The value of a field that holds exceptions.</summary>
    [Id(4)]
    public Failure?[]? Exceptions { get; init; }
}
