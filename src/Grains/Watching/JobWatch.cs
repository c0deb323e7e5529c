using OrleansPool.Failures;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>
/// What is known of one job for those who watch: sums, a few items, a timeline. Bounded, and some additions a segment. Belongs to the turns of its
/// coordinator until it has ended; from then on nothing changes.
/// </summary>
internal sealed class JobWatch
{
    private const int MostFailures = 20;
    private const int MostSlowest = 5;

    private readonly JobView _start;
    private readonly SiloNames _names;
    private readonly TimeProvider _time;
    private readonly long _begin;
    private readonly TimeSpan _past;
    private readonly IReadOnlyDictionary<string, string> _labels;
    private readonly Timeline _timeline = new();
    private readonly List<ItemView> _failures = [];
    private readonly List<ItemView> _slowest = [];
    private readonly HedgedItems _hedged = new();
    private long _completed;
    private long _failed;
    private long _unsent;
    private long? _total;
    private long _retried;
    private long _lostRuns;
    private long _inputBytes;
    private long _resultBytes;
    private TimeSpan? _elapsed;
    private string? _error;
    private JobState _state;
    private (long Completed, long Retried, long LostRuns) _told;

    public JobWatch(JobStart start, string client, string coordinator, SiloNames names, TimeProvider time)
    {
        _names = names;
        _time = time;
        _begin = time.GetTimestamp();
        _past = start.Past?.Elapsed ?? TimeSpan.Zero;
        _completed = start.Past?.Completed ?? 0;
        _failed = start.Past?.Failed ?? 0;
        _total = start.Total;
        _labels = start.Labels ?? [];
        _start = new JobView
        {
            Id = start.Id,
            Name = start.Name,
            Verb = start.Verb,
            Function = start.FunctionName,
            Client = client,
            Coordinator = coordinator,
            Priority = start.Priority,
            StartedAt = time.GetUtcNow() - _past,
        };
    }

    public string Id => _start.Id;

    /// <summary>Whether it has one item at most.</summary>
    public bool IsSmall => _completed <= 1 && _total is null or <= 1;

    public DateTimeOffset EndedAt => _start.StartedAt + (_elapsed ?? TimeSpan.Zero);

    /// <summary>About how many bytes this takes.</summary>
    public long Size => 1_000 + (_timeline.Spans * 48L) + _failures.Sum(ItemViews.SizeOf) + _slowest.Sum(ItemViews.SizeOf);

    /// <param name="chunk">Items that came.</param>
    /// <param name="isOffered">Whether they are offered anew after a coordinator was lost: what they were before was never counted here.</param>
    public void Take(ChunkMessage chunk, bool isOffered)
    {
        if (chunk.IsHedge && !isOffered)
        {
            _hedged.Add(chunk.First);
            return;
        }

        _inputBytes += chunk.Items.Bytes;
        if (chunk.History.Throws > 0 && !isOffered)
        {
            // Its outcome was none: it runs again.
            _hedged.Retry(chunk.First, chunk.Items.Count);
            _retried += chunk.Items.Count;
            _completed -= chunk.Items.Count;
            _failed -= chunk.Items.Count;
            _failures.RemoveAll(failure => failure.Index >= chunk.First && failure.Index < chunk.First + chunk.Items.Count);
        }
    }

    public void Take(Segment segment, long now)
    {
        IReadOnlyCollection<long> repeated = _hedged.Repeated(segment);
        _completed += segment.Values.Count - repeated.Count;
        _resultBytes += segment.Values.Bytes;
        _timeline.Add(segment, _time.GetElapsedTime(_begin, now).TotalMilliseconds + _past.TotalMilliseconds);
        if (segment.Failures.Length > 0)
        {
            TakeFailures(segment, repeated);
        }

        if (segment.SlowestMicroseconds > 0)
        {
            TakeSlowest(segment);
        }
    }

    public void Take(JobNote note)
    {
        _total = note.Total ?? _total;
        _unsent = Math.Max(_unsent, note.Unsent);
        _state = note.End ?? _state;
    }

    /// <summary>A run was lost with its worker or silo.</summary>
    public void TakeLoss() => _lostRuns++;

    /// <param name="failure">What ended it, or null if it ended by itself or the client said how.</param>
    /// <param name="isCancelled">Whether it was ended from outside. If all its items had ended by then, nothing of it was cut short.</param>
    public void End(Failure? failure = null, bool isCancelled = false)
    {
        _elapsed = _time.GetElapsedTime(_begin) + _past;
        _error = failure?.Message;
        if (_state == JobState.Running)
        {
            bool isDone = _completed + _unsent >= _total;
            _state = isCancelled && !isDone ? JobState.Cancelled
                : failure is not null || _failed + _unsent > 0 ? JobState.Failed
                : JobState.Finished;
        }
    }

    /// <summary>What has happened since this was asked last: runs that were lost, items that are run again, or else progress.</summary>
    public List<JobEventKind> TakeNews()
    {
        (long completed, long retried, long lostRuns) = _told;
        _told = (_completed, _retried, _lostRuns);
        List<JobEventKind> news = [];
        if (_lostRuns != lostRuns)
        {
            news.Add(JobEventKind.WorkerLost);
        }

        if (_retried != retried)
        {
            news.Add(JobEventKind.Retried);
        }

        if (news.Count == 0 && _completed != completed)
        {
            news.Add(JobEventKind.Progress);
        }

        return news;
    }

    public JobView View(long waiting) => _start with
    {
        State = _state,
        Completed = _completed + _unsent,
        Failed = _failed + _unsent,
        Total = _total,
        Waiting = waiting,
        Retried = _retried,
        LostRuns = _lostRuns,
        Elapsed = _elapsed ?? _time.GetElapsedTime(_begin) + _past,
        Error = _error,
    };

    public JobDetail Detail(long waiting = 0)
    {
        (JobLane[] lanes, TimelineSpan[] spans) = _timeline.View(_names);
        return new JobDetail
        {
            Job = View(waiting),
            Failures = [.. _failures],
            SlowestItems = [.. _slowest],
            Lanes = lanes,
            MoreLanes = _timeline.Others,
            Timeline = spans,
            InputBytes = _inputBytes,
            ResultBytes = _resultBytes,
            Labels = _labels,
        };
    }

    private void TakeFailures(Segment segment, IReadOnlyCollection<long> repeated)
    {
        ItemFailure[] fresh = repeated.Count == 0 ? segment.Failures : [.. segment.Failures.Where(failure => !repeated.Contains(segment.First + failure.Offset))];
        _failed += fresh.Length;
        foreach (ItemFailure failure in fresh.Take(MostFailures - _failures.Count))
        {
            _failures.Add(ItemViews.OfFailure(segment, failure, _names.Of(segment.Silo)));
        }
    }

    private void TakeSlowest(Segment segment)
    {
        TimeSpan ran = TimeSpan.FromMicroseconds(segment.SlowestMicroseconds);
        if (_slowest.Count == MostSlowest && _slowest[^1].RunTime >= ran)
        {
            return;
        }

        long index = segment.First + segment.SlowestOffset;
        int known = _slowest.FindIndex(item => item.Index == index);
        if (known >= 0)
        {
            // Another run of the same item: the longer one counts.
            if (_slowest[known].RunTime >= ran)
            {
                return;
            }

            _slowest.RemoveAt(known);
        }

        int at = _slowest.FindIndex(item => item.RunTime < ran);
        _slowest.Insert(at < 0 ? _slowest.Count : at, ItemViews.OfSlowest(segment, _names.Of(segment.Silo)));
        if (_slowest.Count > MostSlowest)
        {
            _slowest.RemoveAt(MostSlowest);
        }
    }
}
