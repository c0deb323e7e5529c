using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>What waits to be submitted: one message is made of as much as fits. Thread-safe.</summary>
internal sealed class SubmitQueue(Action signal)
{
    private readonly Lock _gate = new();
    private readonly CarrierQueue<JobStart> _jobs = new();
    private readonly CarrierQueue<ChunkMessage> _chunks = new();
    private readonly List<int> _ended = [];
    private long _sequence;

    public void Enqueue(JobStart job)
    {
        lock (_gate)
        {
            _jobs.Enqueue(job);
        }

        signal();
    }

    public void Enqueue(ChunkMessage chunk)
    {
        lock (_gate)
        {
            _chunks.Enqueue(chunk);
        }

        signal();
    }

    public void EnqueueEnd(int job)
    {
        lock (_gate)
        {
            _chunks.RemoveAll(chunk => chunk.Job == job);
            if (_jobs.RemoveAll(start => start.Job == job) > 0)
            {
                // The coordinator never heard of it.
                return;
            }

            _ended.Add(job);
        }

        signal();
    }

    /// <summary>Starts anew for a new epoch. Returns the chunks that were never sent, by job and first item.</summary>
    public HashSet<(int Job, long First)> Reset()
    {
        lock (_gate)
        {
            HashSet<(int Job, long First)> unsent = [];
            _chunks.RemoveAll(chunk => unsent.Add((chunk.Job, chunk.First)));
            _chunks.Clear();
            _jobs.Clear();
            _ended.Clear();
            _sequence = 0;
            return unsent;
        }
    }

    /// <summary>Drops what waits of one job, which is about to be offered anew.</summary>
    public void Remove(int job)
    {
        lock (_gate)
        {
            _jobs.RemoveAll(start => start.Job == job);
            _chunks.RemoveAll(chunk => chunk.Job == job);
        }
    }

    /// <summary>The next message, or null when nothing waits.</summary>
    public SubmitMessage? Take(long epoch)
    {
        lock (_gate)
        {
            if (_jobs.Count == 0 && _chunks.Count == 0 && _ended.Count == 0)
            {
                return null;
            }

            long budget = WireLimits.MessageBytes;
            JobStart[] jobs = _jobs.Take(ref budget, out ReadOnlyMemory<byte>? part);
            ChunkMessage[] chunks = part is null && _jobs.Count == 0 ? _chunks.Take(ref budget, out part) : [];
            int[] ended = part is null ? [.. _ended] : [];
            _ended.RemoveRange(0, ended.Length);
            return new SubmitMessage
            {
                Epoch = epoch,
                Sequence = ++_sequence,
                Part = part,
                Jobs = jobs,
                Chunks = chunks,
                EndedJobs = ended,
            };
        }
    }
}
