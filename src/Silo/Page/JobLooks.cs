namespace OrleansPool.Silo.Page;

/// <summary>What is known of single jobs, asked for at most once a second each, however many look.</summary>
internal sealed class JobLooks(IPageSource source, TimeProvider time)
{
    private const int Most = 100;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(0.9);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long At, Task<JobDetail?> Job)> _looks = [];

    public Task<JobDetail?> JobAsync(string id)
    {
        lock (_gate)
        {
            if (_looks.TryGetValue(id, out (long At, Task<JobDetail?> Job) look) && time.GetElapsedTime(look.At) < Fresh && !look.Job.IsFaulted)
            {
                return look.Job;
            }

            if (_looks.Count >= Most)
            {
                _looks.Clear();
            }

            Task<JobDetail?> job = source.JobAsync(id);
            _looks[id] = (time.GetTimestamp(), job);
            return job;
        }
    }

    /// <summary>Something was done to a job: the next look is at what it is then.</summary>
    public void Forget(string id)
    {
        lock (_gate)
        {
            _looks.Remove(id);
        }
    }
}
