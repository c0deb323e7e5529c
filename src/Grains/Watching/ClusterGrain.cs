using Orleans.Concurrency;
using OrleansPool.Locating;
using OrleansPool.Streaming;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>Asks all silos at once. One that does not answer is shown as such and keeps nobody waiting.</summary>
[StatelessWorker(maxLocalWorkers: 1, removeIdleWorkers: false), Reentrant]
[GrainType("orleanspool.cluster")]
internal sealed class ClusterGrain(SiloWatchClient watches, PoolSilos silos, JobListener listener) : Grain, IClusterGrain
{
    public async Task<ClusterPicture> DescribeAsync()
    {
        SiloPicture[] pictures = await Task.WhenAll(silos.All().Select(DescribeAsync));
        Dictionary<string, (int Running, List<string> Silos)> running = CountRunning(pictures);
        JobView[] jobs = JobOrder.Sort(pictures
            .SelectMany(picture => picture.Jobs)
            .Select(job => running.TryGetValue(job.Id, out var now) ? job.WithRunning(now.Running, now.Silos) : job));
        return new ClusterPicture
        {
            Silos = [.. pictures.Select(picture => picture.Silo).OrderBy(silo => silo.Name, StringComparer.Ordinal).ThenBy(silo => silo.Address, StringComparer.Ordinal)],
            Jobs = [.. jobs.Take(JobOrder.Most)],
            MoreJobs = Math.Max(0, jobs.Length - JobOrder.Most) + pictures.Sum(picture => picture.MoreJobs),
            SilentPools = pictures.Sum(picture => picture.SilentPools),
        };
    }

    public async Task<JobDetail?> JobAsync(string id)
    {
        JobDetail?[] found = await Task.WhenAll(silos.All().Select(silo => AskAsync(watches.Of(silo).JobAsync(id))));

        // One that has moved runs on one silo and may have ended on none.
        JobDetail? detail = Array.Find(found, job => job?.Job.State == JobState.Running) ?? Array.Find(found, job => job is not null);
        if (detail is not { Job.State: JobState.Running })
        {
            return detail;
        }

        JobView? now = (await DescribeAsync()).Jobs.FirstOrDefault(job => job.Id == id);
        return now is null ? detail : detail with { Job = detail.Job.WithRunning(now.Running, now.Silos) };
    }

    public async Task<bool> CancelAsync(string id, string by) => CancelAnswers.Any(
        await Task.WhenAll(silos.All().Select(silo => AskAsync(CancelAnswers.Of(watches.Of(silo).CancelAsync(id, by))))),
        "Not all silos answered.");

    public async Task<bool> DrainAsync(string silo, string by)
    {
        foreach (SiloAddress address in silos.All())
        {
            if (address.ToParsableString() == silo || silos.NameOf(address) == silo)
            {
                await watches.Of(address).DrainAsync(by);
                return true;
            }
        }

        return false;
    }

    public Task<JobNews> NewsAsync(long since) => listener.NewsAsync(since);

    private static Dictionary<string, (int Running, List<string> Silos)> CountRunning(SiloPicture[] pictures)
    {
        Dictionary<string, (int Running, List<string> Silos)> running = [];
        foreach (SiloPicture picture in pictures)
        {
            foreach (IGrouping<string, SlotView> slots in picture.Silo.Slots.Where(slot => slot.JobId is not null).GroupBy(slot => slot.JobId!))
            {
                (int count, List<string> places) = running.GetValueOrDefault(slots.Key, (0, []));
                places.Add(picture.Silo.Address);
                running[slots.Key] = (count + slots.Count(), places);
            }
        }

        return running;
    }

    private static async Task<T?> AskAsync<T>(Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (Exception)
        {
            return default;
        }
    }

    private async Task<SiloPicture> DescribeAsync(SiloAddress silo) => await AskAsync(watches.Of(silo).DescribeAsync()) ?? new SiloPicture
    {
        Silo = new SiloView { Address = silo.ToParsableString(), Name = silos.NameOf(silo) },
        Jobs = [],
    };
}
