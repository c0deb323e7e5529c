namespace OrleansPool.WorkerProcesses;

/// <summary>Make ready for whatever worker the process will be.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.RehearseMessage")]
internal sealed class RehearseMessage
{
    /// <summary>Name of the silo.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>Whether the silo takes packages of code, for which a place is made then.</summary>
    [Id(1)]
    public required bool TakesPackages { get; init; }
}
