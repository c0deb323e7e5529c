using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>What waits to be submitted: one message is made of as much as fits. Thread-safe.</summary>
internal sealed class SubmitQueue(Action signal)
{
    private readonly Lock _gate = new();
    private readonly CarrierQueue<JobStart> _jobs = new();
    private readonly CarrierQueue<ChunkMessage> _chunks = new();
    private readonly HashSet<int> _starts = [];
    private readonly List<JobNote> _notes = [];
    private readonly List<int> _ended = [];
    private readonly List<int> _endedShares = [];

    // What waits, by job: most jobs that end have none, and need no search.
    private readonly Dictionary<int, int> _waiting = [];
    private bool _isRetiring;
    private bool _isRetirementSent;
    private bool _isOffering;
    private long _epoch;
    private long _sequence;

    /// <summary>The start of a job, which goes with the job's first chunk or whatever else is sent next: alone it would cost a message.</summary>
    public void Enqueue(JobStart job)
    {
        lock (_gate)
        {
            _jobs.Enqueue(job);
            _starts.Add(job.Job);
        }
    }

    /// <param name="chunk">The chunk.</param>
    /// <param name="isSent">Whether it is to be sent; if not, the caller sees to that.</param>
    public void Enqueue(ChunkMessage chunk, bool isSent = true)
    {
        lock (_gate)
        {
            _chunks.Enqueue(chunk);
            _waiting[chunk.Job] = _waiting.GetValueOrDefault(chunk.Job) + 1;
        }

        if (isSent)
        {
            signal();
        }
    }

    /// <param name="job">The job.</param>
    /// <param name="isSent">Whether it is to be sent; if not, the caller sees to that.</param>
    public void EnqueueEnd(int job, bool isSent = true)
    {
        lock (_gate)
        {
            RemoveChunks(job, static _ => true);
            RemoveStart(job);

            // Even one that the coordinator never heard of: silos may have it from an earlier one.
            _ended.Add(job);
        }

        if (isSent)
        {
            signal();
        }
    }

    /// <summary>News of a job, for those who watch it.</summary>
    /// <param name="note">The news.</param>
    /// <param name="isSent">Whether they are to be sent; if not, they go with what is sent next.</param>
    public void Enqueue(JobNote note, bool isSent)
    {
        lock (_gate)
        {
            _notes.Add(note);
        }

        if (isSent)
        {
            signal();
        }
    }

    /// <summary>No job comes any more: the workers end, under this coordinator and any later one.</summary>
    public void EnqueueRetirement()
    {
        lock (_gate)
        {
            _isRetiring = true;
        }

        signal();
    }

    /// <summary>A shared value was released.</summary>
    public void EnqueueShareEnd(int share)
    {
        lock (_gate)
        {
            _endedShares.Add(share);
        }

        signal();
    }

    /// <summary>The epoch is over: nothing is sent until the next is opened. What waits was never sent, and stays.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _epoch = 0;
            _sequence = 0;
            _notes.Clear();
            _ended.Clear();
            _isRetirementSent = false;
            _endedShares.Clear();
            _jobs.Restart();
            _chunks.Restart();
        }
    }

    /// <param name="epoch">What is sent from now on belongs to this epoch.</param>
    /// <param name="isOffer">Whether what waits is an offer to another coordinator, which is told when it has all of it.</param>
    public void Open(long epoch, bool isOffer)
    {
        lock (_gate)
        {
            _epoch = epoch;
            _isOffering = isOffer;
        }

        signal();
    }

    /// <summary>
    /// Drops what waits of one job, which is about to be offered anew. Returns the first items of its chunks that were never sent,
    /// and how often they threw, which tells an item that is run again from the chunk that it was the first of.
    /// </summary>
    public HashSet<(long First, int Throws)> Remove(int job)
    {
        lock (_gate)
        {
            HashSet<(long First, int Throws)> unsent = [];
            RemoveStart(job);
            RemoveChunks(job, chunk =>
            {
                if (!chunk.IsHedge)
                {
                    unsent.Add((chunk.First, chunk.History.Throws));
                }

                return true;
            });
            return unsent;
        }
    }

    /// <summary>The next message, or null when nothing waits.</summary>
    public SubmitMessage? Take()
    {
        lock (_gate)
        {
            bool retires = _isRetiring && !_isRetirementSent;
            if (_epoch == 0 || (_jobs.Count == 0 && _chunks.Count == 0 && _ended.Count + _notes.Count == 0 && _endedShares.Count == 0 && !retires && !_isOffering))
            {
                return null;
            }

            long budget = WireLimits.MessageBytes;
            ReadOnlyMemory<byte>? part = null;
            JobStart[] jobs = _chunks.IsCut ? [] : _jobs.Take(ref budget, out part);
            ChunkMessage[] chunks = part is null && (_jobs.Count == 0 || _chunks.IsCut) ? _chunks.Take(ref budget, out part) : [];
            foreach (JobStart start in jobs)
            {
                _starts.Remove(start.Job);
            }

            foreach (ChunkMessage chunk in chunks)
            {
                Sent(chunk.Job, 1);
            }

            JobNote[] notes = part is null ? [.. _notes] : [];
            int[] ended = part is null ? [.. _ended] : [];
            int[] endedShares = part is null ? [.. _endedShares] : [];
            _notes.RemoveRange(0, notes.Length);
            _ended.RemoveRange(0, ended.Length);
            retires &= part is null;
            _isRetirementSent |= retires;
            bool isOffered = _isOffering && part is null && _jobs.Count == 0 && _chunks.Count == 0;
            _isOffering &= !isOffered;
            _endedShares.RemoveRange(0, endedShares.Length);
            return new SubmitMessage
            {
                Epoch = _epoch,
                Sequence = ++_sequence,
                Part = part,
                Jobs = jobs,
                Chunks = chunks,
                Notes = notes,
                EndedJobs = ended,
                RetireWorkers = retires,
                EndedShares = endedShares,
                IsOffered = isOffered,
            };
        }
    }

    private bool RemoveStart(int job)
    {
        if (!_starts.Contains(job) || _jobs.RemoveAll(start => start.Job == job) == 0)
        {
            return false;
        }

        _starts.Remove(job);
        return true;
    }

    private void RemoveChunks(int job, Func<ChunkMessage, bool> match)
    {
        if (_waiting.ContainsKey(job))
        {
            Sent(job, _chunks.RemoveAll(chunk => chunk.Job == job && match(chunk)));
        }
    }

    private void Sent(int job, int chunks)
    {
        int left = _waiting.GetValueOrDefault(job) - chunks;
        if (left > 0)
        {
            _waiting[job] = left;
        }
        else
        {
            _waiting.Remove(job);
        }
    }
}
