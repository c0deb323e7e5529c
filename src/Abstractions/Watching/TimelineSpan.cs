namespace OrleansPool;

/// <summary>Neighbouring items that ran one after another in one slot. Short ones are put together, so that a timeline stays small.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.TimelineSpan")]
public readonly record struct TimelineSpan
{
    /// <summary>Gets the place in <see cref="JobDetail.Lanes"/> of the slot that ran them.</summary>
    [Id(0)]
    public int Lane { get; init; }

    /// <summary>Gets when the first began, in milliseconds since the job's start, as its coordinator heard of it.</summary>
    [Id(1)]
    public double Start { get; init; }

    /// <summary>Gets how long they took together, in milliseconds.</summary>
    [Id(2)]
    public double Length { get; init; }

    /// <summary>Gets the index of the first item.</summary>
    [Id(3)]
    public long First { get; init; }

    /// <summary>Gets how many items.</summary>
    [Id(4)]
    public long Items { get; init; }

    /// <summary>Gets how many of them failed.</summary>
    [Id(5)]
    public long Failed { get; init; }
}
