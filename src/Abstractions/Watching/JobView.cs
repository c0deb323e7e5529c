namespace OrleansPool;

/// <summary>A job as its cluster sees it at one moment.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobView")]
public sealed record JobView
{
    /// <summary>Gets the job's identity, as <see cref="PoolContext.JobId"/>.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Gets the name that its caller gave it, or <see langword="null"/>.</summary>
    [Id(1)]
    public string? Name { get; init; }

    /// <summary>Gets the verb that started it: <c>apply</c>, <c>map</c>, <c>foreach</c>, <c>imap</c> or <c>imap_unordered</c>.</summary>
    [Id(2)]
    public required string Verb { get; init; }

    /// <summary>Gets the function that it runs, as <c>Type.Method</c>; a lambda is named by the method that it stands in.</summary>
    [Id(3)]
    public required string Function { get; init; }

    /// <summary>Gets how it stands.</summary>
    [Id(4)]
    public JobState State { get; init; }

    /// <summary>Gets who started it, as that process says itself: user, machine, program, process.</summary>
    [Id(5)]
    public required string Client { get; init; }

    /// <summary>Gets the address of the silo that coordinates it.</summary>
    [Id(6)]
    public required string Coordinator { get; init; }

    /// <summary>Gets its priority: higher is sooner.</summary>
    [Id(7)]
    public int Priority { get; init; }

    /// <summary>Gets how many items have ended, failed ones among them.</summary>
    [Id(8)]
    public long Completed { get; init; }

    /// <summary>Gets how many items have failed.</summary>
    [Id(9)]
    public long Failed { get; init; }

    /// <summary>Gets how many items it has; <see langword="null"/> while its input has not been read to its end and has no count.</summary>
    [Id(10)]
    public long? Total { get; init; }

    /// <summary>Gets how many items run now. Of one whose function waits for items of its own, both count.</summary>
    [Id(11)]
    public int Running { get; init; }

    /// <summary>Gets how many items have come to the cluster and have neither begun nor ended.</summary>
    [Id(12)]
    public long Waiting { get; init; }

    /// <summary>Gets how often an item was run again because its function threw.</summary>
    [Id(13)]
    public long Retried { get; init; }

    /// <summary>Gets how many runs were lost with a worker or a silo.</summary>
    [Id(14)]
    public long LostRuns { get; init; }

    /// <summary>Gets when it started, by the clock of its coordinator's machine.</summary>
    [Id(15)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets how long it has run, or ran.</summary>
    [Id(16)]
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets the addresses of the silos that run items of it now.</summary>
    [Id(17)]
    public IReadOnlyList<string> Silos { get; init; } = [];

    /// <summary>Gets what ended it, if that was not its items, or <see langword="null"/>.</summary>
    [Id(18)]
    public string? Error { get; init; }

    /// <summary>Gets completed items a second since it started.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? Completed / Elapsed.TotalSeconds : 0;

    /// <summary>Gets the time left at this rate, or <see langword="null"/> while it cannot be told and after its end.</summary>
    public TimeSpan? Remaining => State == JobState.Running && Total is { } total && Rate > 0
        ? TimeSpan.FromSeconds(Math.Min(Math.Max(0, total - Completed) / Rate, TimeSpan.MaxValue.TotalSeconds / 2))
        : null;
}
