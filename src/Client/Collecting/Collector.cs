using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Where the outcomes of a job go. Called by one thread at a time; each item comes once.</summary>
/// <param name="failures">What is kept of the items that fail.</param>
internal abstract class Collector<TResult>(FailureLog failures)
{
    public FailureLog Failures { get; } = failures;

    /// <summary>Takes the outcomes of <paramref name="range"/>, which lies within the segment. Returns how many of them are failures.</summary>
    public abstract int Accept(Segment segment, ItemRange range);

    /// <summary>Takes an item that failed here and was never sent.</summary>
    public abstract void AcceptFailure(FailedItem failure);

    /// <summary>All items have come.</summary>
    public abstract void Complete(long total);

    /// <summary>The job ended before all items have come.</summary>
    public abstract void Abort(Exception error);
}
