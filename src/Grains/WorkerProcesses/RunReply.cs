using OrleansPool.Failures;

namespace OrleansPool.WorkerProcesses;

/// <summary>A run has ended.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.RunReply")]
internal sealed class RunReply
{
    /// <summary>Items that it has run.</summary>
    [Id(0)]
    public int Items { get; init; }

    /// <summary>Why the function could not be run at all, or null.</summary>
    [Id(1)]
    public Failure? Refusal { get; init; }
}
