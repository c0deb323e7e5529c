namespace OrleansPool;

/// <summary>One item of a job that is worth a look: it failed, or took long.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemView")]
public sealed record ItemView
{
    /// <summary>Gets the index of the item in the job's input, from 0.</summary>
    [Id(0)]
    public required long Index { get; init; }

    /// <summary>Gets which run of the item this was, from 1.</summary>
    [Id(1)]
    public int Attempt { get; init; } = 1;

    /// <summary>Gets the worker that ran it, as <see cref="PoolContext.WorkerId"/>; <see langword="null"/> when it was lost with its worker.</summary>
    [Id(2)]
    public string? WorkerId { get; init; }

    /// <summary>Gets how long it ran, or <see langword="null"/> when nobody knows.</summary>
    [Id(3)]
    public TimeSpan? RunTime { get; init; }

    /// <summary>Gets the full name of the exception's type, or <see langword="null"/> for an item that did not fail.</summary>
    [Id(4)]
    public string? ErrorType { get; init; }

    /// <summary>Gets the exception's message, at most 2,000 characters of it.</summary>
    [Id(5)]
    public string? ErrorMessage { get; init; }

    /// <summary>Gets the exception's stack where it was thrown, at most 8,000 characters of it.</summary>
    [Id(6)]
    public string? ErrorStack { get; init; }

    /// <summary>Gets the item's input in one line of at most 500 characters; only failed items have it.</summary>
    [Id(7)]
    public string? InputPreview { get; init; }
}
