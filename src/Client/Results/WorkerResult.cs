using System.Diagnostics.CodeAnalysis;

namespace OrleansPool;

/// <summary>What <see cref="PoolOptions.Finalizer"/> did in one worker.</summary>
public sealed record WorkerResult
{
    /// <summary>Gets the worker's identity, the same as <see cref="PoolContext.WorkerId"/> in its functions.</summary>
    public required string WorkerId { get; init; }

    /// <summary>Gets the name of its silo.</summary>
    public required string Silo { get; init; }

    /// <summary>Gets whether the finalizer ran to its end.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>Gets what it returned; <see langword="null"/> if that is nothing, and unless <see cref="IsSuccess"/>.</summary>
    public object? Value { get; init; }

    /// <summary>Gets what it failed with, or why it did not run; <see langword="null"/> for a success.</summary>
    public Exception? Error { get; init; }
}
