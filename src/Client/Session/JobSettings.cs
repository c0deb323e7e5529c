using OrleansPool.Callbacks;
using OrleansPool.Collecting;
using OrleansPool.Feeding;

namespace OrleansPool.Session;

/// <summary>What a job is made of, besides its input and function.</summary>
internal sealed class JobSettings<TResult, TOutcome>
{
    public required Collector<TResult> Collector { get; init; }

    /// <summary>What the job's handle gives when all items have come: a value, or what it fails with.</summary>
    public required Func<Task<TOutcome>> Finish { get; init; }

    public required FeedWindow Window { get; init; }

    public required JobCallbacks<TOutcome> Callbacks { get; init; }

    public required JobOptions Options { get; init; }

    /// <summary>Whether outcomes count as yielded when they arrive, as in all verbs but imap.</summary>
    public required bool YieldsAtOnce { get; init; }

    /// <summary>
    /// Whether memory of its items and results is used again. It never leaves the process, and there is one run of each item that counts, whose outcome is done with
    /// when the collector has it.
    /// </summary>
    public required bool ReusesMemory { get; init; }
}
