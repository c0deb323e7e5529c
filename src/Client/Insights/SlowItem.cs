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

    /// <summary>Gets whether that run failed.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Gets its input, for people to recognise it.</summary>
    /// <value>
    /// One line, as <see cref="FailedItem.InputPreview"/>. Made when the insights are read, for these few items only, from what was sent: of an
    /// input of more than 64 KiB it says only the type and the size, unless it failed. <see langword="null"/> for an item without input, or one
    /// that does not decode.
    /// </value>
    public string? InputPreview { get; init; }
}
