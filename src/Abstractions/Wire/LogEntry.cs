using Microsoft.Extensions.Logging;

namespace OrleansPool.Wire;

/// <summary>What a function logged, on its way to the logger of its job.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LogEntry")]
internal sealed class LogEntry
{
    /// <summary>What an entry takes besides its texts, about.</summary>
    private const int FixedBytes = 128;

    [Id(0)]
    public required int Job { get; init; }

    [Id(1)]
    public required long Item { get; init; }

    [Id(2)]
    public required int Attempt { get; init; }

    [Id(3)]
    public required string Worker { get; init; }

    [Id(4)]
    public required string Silo { get; init; }

    [Id(5)]
    public required LogLevel Level { get; init; }

    [Id(6)]
    public required string Category { get; init; }

    [Id(7)]
    public required int Event { get; init; }

    [Id(8)]
    public string? EventName { get; init; }

    [Id(9)]
    public required string Message { get; init; }

    /// <summary>Full name of the exception's type, or null when none was logged.</summary>
    [Id(10)]
    public string? ErrorType { get; init; }

    [Id(11)]
    public string? ErrorMessage { get; init; }

    /// <summary>The exception as text, with stack and causes.</summary>
    [Id(12)]
    public string? ErrorText { get; init; }

    /// <summary>The values of the message's template, and the template itself as <c>{OriginalFormat}</c>, as the function's logger had them.</summary>
    [Id(13)]
    public LogValue[] Values { get; init; } = [];

    public int Bytes =>
        FixedBytes + (2 * (Message.Length + (ErrorMessage?.Length ?? 0) + (ErrorText?.Length ?? 0))) + Values.Sum(value => value.Bytes);
}
