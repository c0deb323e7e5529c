namespace OrleansPool.Wire;

/// <summary>
/// Log entries that wait for a link. Bounded, and small enough to go out whole with the next message: an entry is never behind an outcome
/// that came after it, and never holds one up. What does not fit is counted. Thread-safe.
/// </summary>
internal sealed class LogBuffer
{
    private const int MostEntries = 2_000;
    private const int MostBytes = 512 << 10;

    private readonly Lock _gate = new();
    private readonly List<LogEntry> _entries = [];
    private readonly Dictionary<int, long> _lost = [];
    private int _bytes;
    private volatile bool _isEmpty = true;

    public bool IsEmpty => _isEmpty;

    public void Add(LogEntry entry)
    {
        lock (_gate)
        {
            AddLocked(entry);
        }
    }

    public void Add(LogBatch batch)
    {
        lock (_gate)
        {
            foreach (LogEntry entry in batch.Entries)
            {
                AddLocked(entry);
            }

            foreach (LogLoss loss in batch.Lost)
            {
                LoseLocked(loss.Job, loss.Count);
            }
        }
    }

    /// <summary>Forgets what a job logged.</summary>
    public void Remove(int job)
    {
        if (_isEmpty)
        {
            return;
        }

        lock (_gate)
        {
            _entries.RemoveAll(entry => entry.Job == job);
            _lost.Remove(job);
            _bytes = _entries.Sum(entry => entry.Bytes);
            _isEmpty = _entries.Count + _lost.Count == 0;
        }
    }

    /// <summary>All that waits, or null.</summary>
    public LogBatch? Take()
    {
        if (_isEmpty)
        {
            return null;
        }

        lock (_gate)
        {
            var batch = new LogBatch { Entries = [.. _entries], Lost = [.. _lost.Select(lost => new LogLoss(lost.Key, lost.Value))] };
            _entries.Clear();
            _lost.Clear();
            _bytes = 0;
            _isEmpty = true;
            return batch;
        }
    }

    private void AddLocked(LogEntry entry)
    {
        _isEmpty = false;
        if (_entries.Count >= MostEntries || _bytes + entry.Bytes > MostBytes)
        {
            LoseLocked(entry.Job, 1);
            return;
        }

        _entries.Add(entry);
        _bytes += entry.Bytes;
    }

    private void LoseLocked(int job, long count)
    {
        _isEmpty = false;
        _lost[job] = _lost.GetValueOrDefault(job) + count;
    }
}
