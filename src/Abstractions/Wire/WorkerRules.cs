namespace OrleansPool.Wire;

/// <summary>What holds for the workers of a pool.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.WorkerRules")]
internal sealed class WorkerRules
{
    public static WorkerRules None { get; } = new();

    /// <summary>The encoded function that runs once in each worker, or empty.</summary>
    [Id(0)]
    public ReadOnlyMemory<byte> Initializer { get; init; }

    /// <summary>Items after which a worker is renewed, or null.</summary>
    [Id(1)]
    public int? MaxTasks { get; init; }
}
