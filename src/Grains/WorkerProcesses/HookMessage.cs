using OrleansPool.Packages;

namespace OrleansPool.WorkerProcesses;

/// <summary>Run the initializer or the finalizer.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.HookMessage")]
internal sealed class HookMessage
{
    /// <summary>Where its code is.</summary>
    [Id(0)]
    public required CodePlace Code { get; init; }

    /// <summary>Files of assemblies that the silo has loaded since it last said so.</summary>
    [Id(1)]
    public string[] Assemblies { get; init; } = [];
}
