using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>What a silo that stops still puts on the job stream.</summary>
public sealed class StreamEndTests
{
    private const string Provider = "events";
    private const int Jobs = 20;

    /// <summary>Slower than the jobs are, so that most is not told yet when the silo stops.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(20);

    [Fact(Timeout = Bound.Test)]
    public async Task SiloThatStops_TellsTheEndsOfItsJobsBefore()
    {
        var streams = new KeptStreams(Provider, Slow);
        await RunAndStopAsync(streams, jobs =>
        {
            string[] ended = [.. streams.Told.OfType<JobEvent>().Where(told => told.Kind == JobEventKind.Finished).Select(told => told.Job.Id)];
            Assert.Equal(jobs.Order(), ended.Order());
        });
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SiloThatStops_CountsWhatItsProviderDoesNotTake()
    {
        using var meters = new OwnMeters();
        var sums = new ConcurrentDictionary<string, double>();
        using MeterListener listener = meters.ListenTo(sums);
        var streams = new KeptStreams(Provider, Timeout.InfiniteTimeSpan);
        await RunAndStopAsync(
            streams,
            _ =>
            {
                // The start and the end of each, and what was told between.
                Assert.Empty(streams.Told);
                Assert.InRange(sums.GetValueOrDefault("orleanspool.events.dropped"), 2 * Jobs, 10 * Jobs);
            },
            silo => silo.Services.AddSingleton<IMeterFactory>(meters));
    }

    /// <summary>Runs jobs, stops the silo of their coordinator, and checks what is then, given their ids.</summary>
    private static async Task RunAndStopAsync(KeptStreams streams, Action<IEnumerable<string>> check, Action<ISiloBuilder>? configure = null)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(2, configureSilo: silo =>
        {
            configure?.Invoke(silo);
            silo.Services.AddKeyedSingleton<IStreamProvider>(Provider, streams);
            silo.Configure<PoolSiloOptions>(options => options.JobStreamProvider = Provider);
        });
        await using Pool pool = Pool.From(cluster.Client);
        MapResult<int>[] jobs = [.. Enumerable.Range(0, Jobs).Select(_ => pool.MapAsync(x => x, Enumerable.Range(0, 4)))];
        await Task.WhenAll(jobs.Select(job => job.Bounded()));

        await cluster.StopSiloAsync(await cluster.VictimAsync(isCoordinators: true)).Bounded();
        check(jobs.Select(job => job.JobId));
    }
}
