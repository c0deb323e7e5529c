namespace OrleansPool;

/// <summary>An item that failed: which, with what, and where.</summary>
public sealed record FailedItem
{
    /// <summary>Gets the index of the item in the job's input, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>Gets what the item failed with: what its function threw, or what kept it from running or its result from arriving.</summary>
    public required Exception Error { get; init; }

    /// <summary>Gets the input of the item, for people to recognise it.</summary>
    /// <value>
    /// One line of at most 200 characters: strings in quotes, a collection as its count and first elements, an object as its type and fields.
    /// <see langword="null"/> for an item that did not decode, that was lost with its silo, or that has no input.
    /// </value>
    public string? InputPreview { get; init; }

    /// <summary>Gets which run of the item failed, from 1; 0 for an item that never ran.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the name of the silo that ran the item; <see langword="null"/> for an item that never ran.</summary>
    public string? Silo { get; init; }

    /// <summary>Gets the worker that ran the item, as in <see cref="PoolContext.WorkerId"/>; <see langword="null"/> if it never ran or was lost with its silo.</summary>
    public string? WorkerId { get; init; }

    /// <summary>Gets how long the item waited on the cluster: at the coordinator until it was given to a silo, and there until it started.</summary>
    /// <value>
    /// The sum of two durations, each by the clock of its machine, without the time that messages took. After an earlier run was lost
    /// with its silo, that run counts as waiting. <see langword="null"/> for an item that never ran or was lost.
    /// </value>
    public TimeSpan? QueueTime { get; init; }

    /// <summary>Gets how long the run took that failed, with the decoding of the input.</summary>
    /// <value>
    /// Items of more than about a quarter of a millisecond are timed one by one. For shorter ones this is the time since the worker last read its
    /// clock: at most about 0.25 ms too much, or 10 ms just after short items have become long. <see langword="null"/> for an item that never ran
    /// or was lost.
    /// </value>
    public TimeSpan? RunTime { get; init; }

    /// <summary>Gets the stack of the exception where it was thrown; <see langword="null"/> when it was not thrown on a silo.</summary>
    public string? RemoteStackTrace { get; init; }

    /// <summary>About how many bytes of memory it holds.</summary>
    internal long Bytes { get; init; }

    /// <summary>The failure in one line.</summary>
    /// <returns>Index, input, silo, attempt and type of the error.</returns>
    public override string ToString() =>
        $"Item {Index}{(InputPreview is null ? "" : $" ({InputPreview})")} failed{(Silo is null ? "" : $" on {Silo} in run {Attempt}")}: {Error.GetType()}";
}
