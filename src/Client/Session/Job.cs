using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>One call of a verb, as its pool's session sees it.</summary>
internal abstract class Job
{
    protected Job(JobStart start) => Start = start;

    /// <summary>Completes when the job has ended, however; its callbacks may still run.</summary>
    public abstract Task Decided { get; }

    /// <summary>Completes when the job has ended, however, and its callbacks have run.</summary>
    public abstract Task Ended { get; }

    public JobStart Start { get; }

    public int Number => Start.Job;

    public string Id => Start.Id;

    /// <summary>Whether an imap stands still since nobody has read from it for this long.</summary>
    public abstract bool IsUnread(TimeSpan limit);

    /// <summary>Takes outcomes, in any order and on any thread; must return at once.</summary>
    public abstract void Post(Segment segment);

    /// <summary>Takes what its functions logged, in order; must return at once.</summary>
    public abstract void Write(LogEntry entry);

    /// <summary>Takes that so many entries were dropped on the way.</summary>
    public abstract void LoseLogs(long count);

    /// <summary>Ends the job with an error, if it has not ended.</summary>
    public abstract void Abort(Exception error);

    /// <summary>A coordinator is gone that had charged an item with losses: the next is told.</summary>
    /// <param name="item">The item.</param>
    /// <param name="losses">How many.</param>
    /// <param name="isLost">Whether it was lost, and has not handed over.</param>
    public abstract void Charge(long item, int losses, bool isLost);

    /// <summary>Offers the job with all that is awaited to a new coordinator.</summary>
    /// <param name="queue">Where the offer goes, and where what was never sent still waits.</param>
    /// <param name="isLost">Whether the last coordinator was lost: what was sent to it may have been started. One that has handed over tells the next itself.</param>
    public abstract void Offer(SubmitQueue queue, bool isLost);
}
