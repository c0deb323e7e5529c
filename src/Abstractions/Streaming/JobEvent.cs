namespace OrleansPool;

/// <summary>An event of the job stream, see <see cref="JobStream"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobEvent")]
public sealed record JobEvent
{
    /// <summary>Gets what happened.</summary>
    [Id(0)]
    public required JobEventKind Kind { get; init; }

    /// <summary>Gets the job as its coordinator knew it then. What runs where only the silos know: <see cref="JobView.Running"/> and <see cref="JobView.Silos"/> are empty.</summary>
    [Id(1)]
    public required JobView Job { get; init; }

    /// <summary>Gets when, by the clock of the coordinator's machine.</summary>
    [Id(2)]
    public DateTimeOffset At { get; init; }

    /// <summary>Gets how many events of this silo were dropped since its last one, because the stream's provider did not take them in time.</summary>
    [Id(3)]
    public int Dropped { get; init; }
}
