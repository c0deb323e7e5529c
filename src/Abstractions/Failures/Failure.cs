namespace OrleansPool.Failures;

/// <summary>An exception as data: enough to rebuild it where its type is known, and to describe it where not.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.Failure")]
internal sealed class Failure
{
    /// <summary>Full name of the type, for people.</summary>
    [Id(0)]
    public required string TypeName { get; init; }

    /// <summary>Name of the type with its assembly, without versions; null when it has none that can be found again.</summary>
    [Id(1)]
    public string? QualifiedName { get; init; }

    /// <summary>What <c>Message</c> gave.</summary>
    [Id(2)]
    public required string Message { get; init; }

    /// <summary>The message as it is stored, which differs where a type composes it.</summary>
    [Id(3)]
    public string? StoredMessage { get; init; }

    /// <summary>The full stack of the exception where it was thrown.</summary>
    [Id(4)]
    public string? StackTrace { get; init; }

    [Id(5)]
    public int HResult { get; init; }

    [Id(6)]
    public string? Source { get; init; }

    [Id(7)]
    public string? HelpLink { get; init; }

    [Id(8)]
    public FailureDatum[] Data { get; init; } = [];

    /// <summary>The cause.</summary>
    [Id(9)]
    public Failure? Inner { get; init; }

    /// <summary>Fields declared below <see cref="Exception"/>; null when one of them cannot travel.</summary>
    [Id(10)]
    public FailureField[]? Fields { get; init; }

    /// <summary>Why it cannot be rebuilt, or null.</summary>
    [Id(11)]
    public string? Reason { get; init; }

    /// <summary>About how many bytes it takes in a message.</summary>
    public long Size =>
        512
        + (2L * (Message.Length + (StoredMessage?.Length ?? 0) + (StackTrace?.Length ?? 0) + (Reason?.Length ?? 0)))
        + Data.Sum(datum => 64L + datum.Value.Length)
        + (Fields?.Sum(own => 256L + (own.Value?.Length ?? 0) + (own.Exceptions?.Sum(inner => inner?.Size ?? 0) ?? 0)) ?? 0)
        + (Inner?.Size ?? 0);
}
