namespace OrleansPool.Wire;

/// <summary>Ends of workers, on their way to the client.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.WorkerEnds")]
internal sealed class WorkerEnds
{
    [Id(0)]
    public WorkerEnd[] Ends { get; init; } = [];

    /// <summary>The workers were told to end, and with these all of them have.</summary>
    [Id(1)]
    public bool AreAll { get; init; }
}
