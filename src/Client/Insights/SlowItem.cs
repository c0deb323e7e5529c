namespace OrleansPool;

/// <summary>One of the items of a job that took longest.</summary>
public sealed record SlowItem
{
    /// <summary>Gets the index of the item in the job's input, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>Gets the worker that ran it, as in <see cref="PoolContext.WorkerId"/>.</summary>
    public required string WorkerId { get; init; }

    /// <summary>Gets how long it ran. About 0.25 ms too much at most, or 10 ms just after short items have become long.</summary>
    public TimeSpan RunTime { get; init; }

    /// <summary>Gets its input, if it failed: see <see cref="FailedItem.InputPreview"/>. <see langword="null"/> for a success.</summary>
    public string? InputPreview { get; init; }
}
