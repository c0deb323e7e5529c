namespace OrleansPool.Streaming;

/// <summary>
/// Events that wait to be told, in order and bounded. When there are too many, those go that others make up for: of one job's progress only the latest
/// waits, and the ends of jobs go last, or a listener would see them run for ever. Single calls have a small part for themselves, so that a program that
/// makes many of them does not drive out what is told of large jobs. Not thread-safe.
/// </summary>
/// <param name="most">How many may wait; of ends four times as many.</param>
internal sealed class EventQueue(int most)
{
    private const int MoreEnds = 4;
    private const string SingleCall = "apply";

    private readonly LinkedList<JobEvent> _waiting = [];
    private readonly Dictionary<string, LinkedListNode<JobEvent>> _progress = [];
    private int _small;

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    private int Large => _waiting.Count - _small;

    /// <summary>Adds an event.</summary>
    /// <returns>How many were dropped for it, or it itself.</returns>
    public int Add(JobEvent next) =>
        IsSmall(next) ? AddSmall(next)
        : next.Kind == JobEventKind.Progress ? AddProgress(next)
        : AddLarge(next);

    /// <summary>Takes the first ones.</summary>
    public List<JobEvent> Take(int count)
    {
        List<JobEvent> taken = [];
        while (taken.Count < count && _waiting.First is { } first)
        {
            _waiting.RemoveFirst();
            if (IsSmall(first.Value))
            {
                _small--;
            }
            else if (first.Value.Kind == JobEventKind.Progress)
            {
                _progress.Remove(first.Value.Job.Id);
            }

            taken.Add(first.Value);
        }

        return taken;
    }

    private static bool IsSmall(JobEvent told) => told.Job.Verb == SingleCall;

    private int AddSmall(JobEvent next)
    {
        if (_small >= (next.Kind == JobEventKind.Finished ? most / 2 : most / 4))
        {
            return 1;
        }

        _waiting.AddLast(next);
        _small++;
        return 0;
    }

    private int AddProgress(JobEvent next)
    {
        if (_progress.Remove(next.Job.Id, out LinkedListNode<JobEvent>? older))
        {
            _waiting.Remove(older);
        }
        else if (Large >= most)
        {
            return 1;
        }

        _progress[next.Job.Id] = _waiting.AddLast(next);
        return 0;
    }

    private int AddLarge(JobEvent next)
    {
        int dropped = 0;
        if (Large >= most)
        {
            if (_progress.Count > 0)
            {
                (string job, LinkedListNode<JobEvent> progress) = _progress.First();
                _progress.Remove(job);
                _waiting.Remove(progress);
                dropped = 1;
            }
            else if (next.Kind != JobEventKind.Finished || Large >= MoreEnds * most)
            {
                return 1;
            }
        }

        _waiting.AddLast(next);
        return dropped;
    }
}
