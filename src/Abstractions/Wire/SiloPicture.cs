namespace OrleansPool.Wire;

/// <summary>What one silo can say of itself.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SiloPicture")]
internal sealed class SiloPicture
{
    [Id(0)]
    public required SiloView Silo { get; init; }

    /// <summary>Jobs whose coordinators are there, or were when they ended.</summary>
    [Id(1)]
    public required JobView[] Jobs { get; init; }

    /// <summary>How many more there are.</summary>
    [Id(2)]
    public int MoreJobs { get; init; }

    /// <summary>How many coordinators there did not answer in time.</summary>
    [Id(3)]
    public int SilentPools { get; init; }
}
