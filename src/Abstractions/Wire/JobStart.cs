using Microsoft.Extensions.Logging;
using OrleansPool.Packages;

namespace OrleansPool.Wire;

/// <summary>What silos must know of a job: sent once to the coordinator and once to each silo that works on it.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobStart")]
internal sealed record JobStart : ICarrier<JobStart>
{
    /// <summary>Number of the job within its pool.</summary>
    [Id(0)]
    public required int Job { get; init; }

    /// <summary>The identity that users see.</summary>
    [Id(1)]
    public required string Id { get; init; }

    [Id(2)]
    public string? Name { get; init; }

    /// <summary>The encoded function; empty while it travels in parts.</summary>
    [Id(3)]
    public required ReadOnlyMemory<byte> Function { get; init; }

    /// <summary>How many of the link's preceding parts make up <see cref="Function"/>; 0 when it is here whole.</summary>
    [Id(4)]
    public int PartCount { get; init; }

    /// <summary>The chunk size that the caller fixed, or null for an adaptive one.</summary>
    [Id(5)]
    public int? ChunkSize { get; init; }

    [Id(6)]
    public required int MaxAttempts { get; init; }

    [Id(7)]
    public required int Priority { get; init; }

    /// <summary>The most bytes one encoded item may have.</summary>
    [Id(8)]
    public required long MaxItemBytes { get; init; }

    /// <summary>How long one run of one item may take, or null for as long as it does.</summary>
    [Id(9)]
    public TimeSpan? ItemTimeout { get; init; }

    /// <summary>How long a function may go on after its item's time is up, before its worker is written off.</summary>
    [Id(10)]
    public TimeSpan ItemTimeoutGrace { get; init; }

    /// <summary>Its share of workers relative to other jobs of the same priority.</summary>
    [Id(11)]
    public double Weight { get; init; } = 1;

    /// <summary>The most workers it may have at one time, or null.</summary>
    [Id(12)]
    public int? MaxWorkers { get; init; }

    /// <summary>Labels that a silo must have to run its items, or null.</summary>
    [Id(13)]
    public Dictionary<string, string>? Labels { get; init; }

    /// <summary>From which level on the caller wants what the job's functions log; none of it by default.</summary>
    [Id(14)]
    public LogLevel LeastLogLevel { get; init; } = LogLevel.None;

    /// <summary>Where the function's code is and who vouches for it.</summary>
    [Id(15)]
    public CodeTicket? Code { get; init; }

    /// <summary>The verb that started it, for people.</summary>
    [Id(16)]
    public string Verb { get; init; } = "";

    /// <summary>The name of its function, for people.</summary>
    [Id(17)]
    public string FunctionName { get; init; } = "";

    /// <summary>How many items it has, if that is known when it starts.</summary>
    [Id(18)]
    public long? Total { get; init; }

    /// <summary>What it was before this coordinator, or null.</summary>
    [Id(19)]
    public JobPast? Past { get; init; }

    /// <summary>The trace that it belongs to, as W3C's <c>traceparent</c>; null when nobody traces.</summary>
    [Id(20)]
    public string? Trace { get; init; }

    public ReadOnlyMemory<byte> Payload => Function;

    public long Bytes => Function.Length;

    public JobStart WithPayload(ReadOnlyMemory<byte> payload, int partCount) => this with { Function = payload, PartCount = partCount };
}
