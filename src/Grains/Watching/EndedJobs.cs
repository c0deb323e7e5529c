namespace OrleansPool.Watching;

/// <summary>
/// The last jobs that have ended, bounded in number and bytes. Jobs of one item are counted apart: a program that applies a function many times must
/// not drive out the long jobs that people look for. Thread-safe.
/// </summary>
internal sealed class EndedJobs
{
    public const int MostLarge = 200;
    public const int MostSmall = 50;
    public const long MostBytes = 16L << 20;

    private readonly Lock _gate = new();
    private readonly Queue<JobWatch> _large = new();
    private readonly Queue<JobWatch> _small = new();
    private long _bytes;

    public void Add(JobWatch job)
    {
        lock (_gate)
        {
            (job.IsSmall ? _small : _large).Enqueue(job);
            _bytes += job.Size;
            Trim(_small, MostSmall);
            Trim(_large, MostLarge);
        }
    }

    public JobWatch? Find(string id)
    {
        lock (_gate)
        {
            return _large.Concat(_small).LastOrDefault(job => job.Id == id);
        }
    }

    public IEnumerable<JobView> Latest(int most)
    {
        JobWatch[] all;
        lock (_gate)
        {
            all = [.. _large, .. _small];
        }

        return all.OrderByDescending(job => job.EndedAt).Take(Math.Max(0, most)).Select(job => job.View(waiting: 0));
    }

    private void Trim(Queue<JobWatch> jobs, int most)
    {
        while (jobs.Count > most || (_bytes > MostBytes && jobs.Count > 1))
        {
            _bytes -= jobs.Dequeue().Size;
        }
    }
}
