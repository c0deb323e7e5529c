using System.Diagnostics.CodeAnalysis;

namespace OrleansPool;

/// <summary>How one item of a job ended.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
public sealed record ItemOutcome<T>
{
    /// <summary>Gets the index of the item in the job's input, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>Gets whether the item has a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>Gets the result; <see langword="default"/> unless <see cref="IsSuccess"/>.</summary>
    public T? Value { get; init; }

    /// <summary>Gets what the item failed with, or what ended the job before it was done; <see langword="null"/> for a success.</summary>
    public Exception? Error { get; init; }

    /// <summary>Gets whether the job ended before this item did: it may not have been started, or may have run with its result unseen.</summary>
    public bool IsAbandoned { get; init; }

    /// <summary>Gets which run of the item this outcome is of, from 1; 0 for an item that never ran.</summary>
    public int Attempt { get; init; }

    /// <summary>Gets the name of the silo that ran the item; <see langword="null"/> for an item that never ran.</summary>
    public string? Silo { get; init; }

    /// <summary>Gets the worker that ran the item, as in <see cref="PoolContext.WorkerId"/>; <see langword="null"/> if it never ran or was lost with its silo.</summary>
    public string? WorkerId { get; init; }

    /// <inheritdoc cref="FailedItem.InputPreview"/>
    public string? InputPreview { get; init; }

    /// <summary>Gets how long a failed item waited on the cluster; <see langword="null"/> for others. See <see cref="FailedItem.QueueTime"/>.</summary>
    public TimeSpan? QueueTime { get; init; }

    /// <summary>Gets how long the run of a failed item took; <see langword="null"/> for others. See <see cref="FailedItem.RunTime"/>.</summary>
    public TimeSpan? RunTime { get; init; }

    /// <inheritdoc cref="FailedItem.RemoteStackTrace"/>
    public string? RemoteStackTrace { get; init; }

    internal static ItemOutcome<T> Of(FailedItem failure) => new()
    {
        Index = failure.Index,
        Error = failure.Error,
        Attempt = failure.Attempt,
        Silo = failure.Silo,
        WorkerId = failure.WorkerId,
        InputPreview = failure.InputPreview,
        QueueTime = failure.QueueTime,
        RunTime = failure.RunTime,
        RemoteStackTrace = failure.RemoteStackTrace,
    };
}
