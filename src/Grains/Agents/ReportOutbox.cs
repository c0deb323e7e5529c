using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>What an agent has to tell one coordinator: one message is made of as much as fits. Thread-safe.</summary>
internal sealed class ReportOutbox
{
    private readonly Lock _gate = new();
    private readonly CarrierQueue<Segment> _segments = new(keepsTaken: true);
    private readonly List<LeaseChange> _changes = [];
    private readonly List<LeaseMark> _started = [];
    private readonly List<LeaseLoss> _losses = [];
    private readonly List<JobFailure> _failures = [];
    private readonly List<int> _lostShares = [];
    private readonly WorkerEndQueue _workerEnds = new();
    private bool _isAskBackAnswered;
    private bool _isDue;
    private long _sequence;
    private ReportMessage? _unanswered;

    /// <summary>Bytes of outcomes that wait to be reported.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _segments.Bytes;
            }
        }
    }

    /// <summary>Whether all that there is to tell has arrived.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return !HasWorkLocked && _unanswered is null;
            }
        }
    }

    /// <summary>Outcomes that have not arrived, as far as is known here.</summary>
    public Segment[] Unreported
    {
        get
        {
            lock (_gate)
            {
                return [.. _segments.All];
            }
        }
    }

    /// <summary>What functions logged.</summary>
    public LogBuffer Logs { get; } = new();

    private bool HasWorkLocked =>
        _isDue || !Logs.IsEmpty || _isAskBackAnswered || _segments.Count + _changes.Count + _losses.Count + _started.Count + _failures.Count + _lostShares.Count > 0 || !_workerEnds.IsEmpty;

    public void Add(Segment segment)
    {
        lock (_gate)
        {
            _segments.Enqueue(segment);
        }
    }

    public void Add(LeaseChange change)
    {
        lock (_gate)
        {
            _changes.Add(change);
        }
    }

    public void Add(LeaseLoss loss)
    {
        lock (_gate)
        {
            _losses.Add(loss);
        }
    }

    public void Add(LeaseMark mark)
    {
        lock (_gate)
        {
            _started.Add(mark);
        }
    }

    public void Add(JobFailure failure)
    {
        lock (_gate)
        {
            _failures.Add(failure);
        }
    }

    public void AddLostShare(int share)
    {
        lock (_gate)
        {
            _lostShares.Add(share);
        }
    }

    public void Add(WorkerEnd end)
    {
        lock (_gate)
        {
            _workerEnds.Enqueue(end);
        }
    }

    public void AddLastWorkerEnd()
    {
        lock (_gate)
        {
            _workerEnds.EnqueueLast();
        }
    }

    public void AnswerAskBack()
    {
        lock (_gate)
        {
            _isAskBackAnswered = true;
        }
    }

    /// <summary>Asks for a message even if there is nothing to tell: it renews the leases.</summary>
    public void SetDue()
    {
        lock (_gate)
        {
            _isDue = true;
        }
    }

    /// <summary>A message has arrived.</summary>
    public void Answered(ReportMessage message)
    {
        lock (_gate)
        {
            if (_unanswered == message)
            {
                _unanswered = null;
                _segments.Answered();
            }
        }
    }

    /// <summary>A message has not arrived, as its coordinator is gone. One that told nothing is not for the next.</summary>
    public void Lost(ReportMessage message)
    {
        lock (_gate)
        {
            if (_unanswered == message && message.IsEmpty)
            {
                _unanswered = null;
            }
        }
    }

    /// <summary>
    /// The link starts anew, with another coordinator: what may not have arrived is told again. What became of leases it finds in what the
    /// agent still holds.
    /// </summary>
    public void Rewind()
    {
        lock (_gate)
        {
            _segments.Rewind();
            _changes.Clear();
            _started.Clear();
            _losses.Clear();
            _lostShares.Clear();
            _isAskBackAnswered = false;
            _sequence = 0;
            if (_unanswered is not { } lost)
            {
                return;
            }

            _unanswered = null;
            _failures.InsertRange(0, lost.FailedJobs);
            if (lost.Logs is { } logs)
            {
                Logs.Add(logs);
            }

            if (lost.WorkerEnds is { } ends)
            {
                _workerEnds.PutBack(ends);
            }
        }
    }

    /// <summary>The next message, or null when there is nothing to tell.</summary>
    public ReportMessage? Take(long epoch, int silo, int slots, WaitingItems[] waiting, bool isLeaving)
    {
        lock (_gate)
        {
            if (!HasWorkLocked)
            {
                return null;
            }

            long budget = WireLimits.MessageBytes;
            Segment[] segments = _segments.Take(ref budget, out ReadOnlyMemory<byte>? part);
            var message = new ReportMessage
            {
                Epoch = epoch,
                Silo = silo,
                Sequence = ++_sequence,
                Part = part,
                Changes = [.. _changes],
                Segments = segments,
                Losses = TakeLosses(),
                Started = [.. _started],
                AskBackAnswered = _isAskBackAnswered,
                FailedJobs = [.. _failures],
                Slots = slots,
                Waiting = waiting,
                IsLeaving = isLeaving,
                Logs = Logs.Take(),
                WorkerEnds = _workerEnds.Take(ref budget),
                LostShares = [.. _lostShares],
            };
            _changes.Clear();
            _started.Clear();
            _failures.Clear();
            _lostShares.Clear();
            _isAskBackAnswered = false;
            _isDue = false;
            _unanswered = message;
            return message;
        }
    }

    /// <summary>A loss goes behind all outcomes of its lease that were there before.</summary>
    private LeaseLoss[] TakeLosses()
    {
        if (_segments.Count > 0)
        {
            return [];
        }

        LeaseLoss[] losses = [.. _losses];
        _losses.Clear();
        return losses;
    }
}
