using OrleansPool.Failures;

namespace OrleansPool.WorkerProcesses;

/// <summary>The initializer or the finalizer has ended.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.HookReply")]
internal sealed class HookReply
{
    /// <summary>What the finalizer returned, encoded.</summary>
    [Id(0)]
    public ReadOnlyMemory<byte> Value { get; init; }

    [Id(1)]
    public Failure? Error { get; init; }

    /// <summary>Whether it was not even begun: it could not be opened.</summary>
    [Id(2)]
    public bool IsRefusal { get; init; }
}
