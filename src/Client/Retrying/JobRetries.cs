using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Retrying;

/// <summary>Holds failures of a job back whose items are run again, and says when. Used under the job's lock, apart from <see cref="Wanted"/>.</summary>
internal sealed class JobRetries : IDisposable
{
    private readonly RetryPolicy _policy;
    private readonly ChunkLedger _ledger;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _filterFailed;
    private readonly PriorityQueue<(long Item, int Throws), long> _waiting = new();

    // One for the job, set for the item that is due first.
    private readonly ITimer _timer;

    public JobRetries(RetryPolicy policy, ChunkLedger ledger, TimeProvider time, Action onDue, Action<Exception> filterFailed)
    {
        _policy = policy;
        _ledger = ledger;
        _time = time;
        _filterFailed = filterFailed;
        _timer = time.CreateTimer(static state => ((Action)state!)(), onDue, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The items of a segment whose failures call for another run. Runs the user's filter, so not under a lock.</summary>
    public long[] Wanted(Segment segment) =>
        [.. segment.Failures.Where(Wants).Select(failure => segment.First + failure.Offset).Order()];

    /// <summary>Notes the failures of the wanted items, and returns what is left of the segment: the outcomes that count.</summary>
    public List<ItemRange> Hold(Segment segment, long[] wanted)
    {
        List<ItemRange> counting = [];
        long first = segment.First;
        foreach (long item in wanted)
        {
            ThrowVerdict verdict = _ledger.Threw(item, segment.Attempt, _policy.Attempts);
            if (verdict == ThrowVerdict.Final)
            {
                continue;
            }

            if (verdict == ThrowVerdict.Again)
            {
                Schedule(item);
            }

            Add(first, item);
            first = item + 1;
        }

        Add(first, segment.First + segment.Values.Count);
        Arm();
        return counting;

        void Add(long from, long to)
        {
            if (from < to)
            {
                counting.Add(new ItemRange(from, (int)(to - from)));
            }
        }
    }

    /// <summary>Takes the items whose back-off is over.</summary>
    public List<ChunkMessage> TakeDue(int job)
    {
        List<ChunkMessage> due = [];
        long now = _time.GetTimestamp();
        while (_waiting.TryPeek(out (long Item, int Throws) next, out long at) && at <= now)
        {
            _waiting.Dequeue();
            if (_ledger.Resume(job, next.Item, next.Throws) is { } message)
            {
                due.Add(message);
            }
        }

        Arm();
        return due;
    }

    public void Dispose()
    {
        _waiting.Clear();
        _timer.Dispose();
    }

    private bool Wants(ItemFailure failure)
    {
        try
        {
            return _policy.Wants(failure.Failure);
        }
        catch (Exception error)
        {
            _filterFailed(error);
            return false;
        }
    }

    private void Schedule(long item)
    {
        int throws = _ledger.ThrowsOf(item);
        TimeSpan delay = _policy.Delay.Before(throws, Random.Shared.NextDouble());
        _waiting.Enqueue((item, throws), _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency));
    }

    private void Arm()
    {
        if (_waiting.TryPeek(out _, out long at))
        {
            // Rounded up, since timers count milliseconds: one that fired early would be set again and again.
            double milliseconds = _time.GetElapsedTime(_time.GetTimestamp(), at).TotalMilliseconds;
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, milliseconds))), Timeout.InfiniteTimeSpan);
        }
    }
}
