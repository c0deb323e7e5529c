namespace OrleansPool.Streaming;

/// <summary>
/// Events that wait to be told, in order and bounded. When there are too many, those go that others make up for: of one job's progress only the latest
/// waits, and the ends of jobs go last, or a listener would see them run for ever. Not thread-safe.
/// </summary>
/// <param name="most">How many may wait; of ends four times as many.</param>
internal sealed class EventQueue(int most)
{
    private const int MoreEnds = 4;

    private readonly LinkedList<JobEvent> _waiting = [];
    private readonly Dictionary<string, LinkedListNode<JobEvent>> _progress = [];

    /// <summary>Adds an event.</summary>
    /// <returns>How many were dropped for it, or it itself.</returns>
    public int Add(JobEvent next)
    {
        if (next.Kind == JobEventKind.Progress)
        {
            if (_progress.Remove(next.Job.Id, out LinkedListNode<JobEvent>? older))
            {
                _waiting.Remove(older);
            }
            else if (_waiting.Count >= most)
            {
                return 1;
            }

            _progress[next.Job.Id] = _waiting.AddLast(next);
            return 0;
        }

        int dropped = 0;
        if (_waiting.Count >= most)
        {
            if (_progress.Count > 0)
            {
                (string job, LinkedListNode<JobEvent> progress) = _progress.First();
                _progress.Remove(job);
                _waiting.Remove(progress);
                dropped = 1;
            }
            else if (next.Kind != JobEventKind.Finished || _waiting.Count >= MoreEnds * most)
            {
                return 1;
            }
        }

        _waiting.AddLast(next);
        return dropped;
    }

    /// <summary>Takes the first ones.</summary>
    public List<JobEvent> Take(int count)
    {
        List<JobEvent> taken = [];
        while (taken.Count < count && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (first.Value.Kind == JobEventKind.Progress)
            {
                _progress.Remove(first.Value.Job.Id);
            }

            taken.Add(first.Value);
        }

        return taken;
    }
}
