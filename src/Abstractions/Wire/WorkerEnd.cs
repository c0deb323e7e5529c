using OrleansPool.Failures;

namespace OrleansPool.Wire;

/// <summary>What the finalizer of one worker returned, or why there is nothing.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.WorkerEnd")]
internal sealed class WorkerEnd
{
    /// <summary>The worker's identity.</summary>
    [Id(0)]
    public required string Worker { get; init; }

    /// <summary>Name of its silo.</summary>
    [Id(1)]
    public required string Silo { get; init; }

    /// <summary>What the finalizer returned, encoded; at most <see cref="WireLimits.MessageBytes"/>.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> Value { get; init; }

    [Id(3)]
    public Failure? Error { get; init; }

    public long Bytes => Value.Length + (Error?.Size ?? 0);
}
