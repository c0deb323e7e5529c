using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansPool.Agents;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>Answers for one silo.</summary>
[Reentrant]
internal sealed class SiloWatchService(GrainId id, Silo silo, ILoggerFactory loggers, Agent agent, JobBook jobs, ILocalSiloDetails details)
    : GrainService(id, silo, loggers), ISiloWatch
{
    private static readonly DateTimeOffset ProcessStart = new(System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime());

    private static readonly string Version = PoolVersion.Text;

    public async Task<SiloPicture> DescribeAsync()
    {
        (JobView[] views, int more, int silent) = await jobs.JobsAsync();
        SiloView view = agent.Describe() with
        {
            Name = details.Name,
            Version = Version,
            Pools = jobs.Coordinators,
            StartedAt = ProcessStart,
            Time = DateTimeOffset.UtcNow,
            MemoryBytes = Environment.WorkingSet,
        };
        return new SiloPicture { Silo = view, Jobs = views, MoreJobs = more, SilentPools = silent };
    }

    public Task<JobDetail?> JobAsync(string id) => jobs.JobAsync(id);

    public Task<bool> CancelAsync(string id, string by) => jobs.CancelAsync(id, by);

    public Task DrainAsync(string by)
    {
        agent.Drain(by);
        return Task.CompletedTask;
    }
}
