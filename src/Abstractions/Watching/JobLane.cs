namespace OrleansPool;

/// <summary>One slot of one silo that ran items of a job, and what it did for it.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobLane")]
public sealed record JobLane
{
    /// <summary>Gets the address of the silo.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>Gets the number of the slot there.</summary>
    [Id(1)]
    public int Slot { get; init; }

    /// <summary>Gets how many items of the job ended there, failed ones among them.</summary>
    [Id(2)]
    public long Items { get; init; }

    /// <summary>Gets how many of them failed.</summary>
    [Id(3)]
    public long Failed { get; init; }

    /// <summary>Gets the time that they took.</summary>
    [Id(4)]
    public TimeSpan Working { get; init; }
}
