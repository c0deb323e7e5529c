using BenchmarkDotNet.Attributes;
using OrleansPool.Scheduling;

namespace OrleansPool.Benchmarks.Micro.Scheduling;

/// <summary>
/// Imagined silos that are busy all the time: a decision is a chunk that arrives, is placed, and is completed. A report comes from one silo at a time,
/// with the 64 leases that its workers have ended. Few silos of many workers have as many leases as many silos of few: they tell what silos cost from what leases cost.
/// </summary>
public class SchedulerBenchmarks
{
    private const int Decisions = 1 << 14;
    private const int LeasesOfAReport = 64;
    private const int ItemMicroseconds = 10_000;

    /// <summary>Chunks that wait, for each worker: more than what the silos are sent ahead.</summary>
    private const int ChunksOfAWorker = 5;

    private const int Job = 1;

    private readonly OpenLeases _open = new();
    private Scheduler? _scheduler;
    private long _arrived;
    private int _reporting;

    public static IEnumerable<Cluster> Clusters => [new(10, 64), new(100, 64), new(1_000, 64), new(100, 640), new(10, 6_400)];

    [ParamsSource(nameof(Clusters))]
    public Cluster Cluster { get; set; } = new(1, 1);

    [GlobalSetup]
    public void SetUp()
    {
        _scheduler = new Scheduler(new SchedulerOptions(), _open);
        for (int silo = 0; silo < Cluster.Silos; silo++)
        {
            _open.Join(silo);
            _scheduler.SiloJoined(silo, Cluster.WorkersOfASilo);
        }

        _scheduler.JobStarted(new JobRules { Job = Job, ChunkSize = 1 });
        for (int chunk = 0; chunk < Cluster.Workers * ChunksOfAWorker; chunk++)
        {
            _scheduler.ChunkArrived(new Chunk(Job, _arrived++, 1, sizeof(int), null));
        }

        _scheduler.Schedule();
    }

    [Benchmark(OperationsPerInvoke = Decisions)]
    public int Decide()
    {
        Scheduler scheduler = _scheduler!;
        for (int decision = 0; decision < Decisions; decision++)
        {
            Lease lease = _open.Next(_reporting);
            if (!scheduler.Completed(lease.Silo, lease.Id, lease.Next, lease.Left, ItemMicroseconds))
            {
                throw new InvalidOperationException($"Lease {lease.Id} did not count.");
            }

            scheduler.ChunkArrived(new Chunk(Job, _arrived++, 1, sizeof(int), null));
            if (decision % LeasesOfAReport == LeasesOfAReport - 1)
            {
                scheduler.Schedule();
                _reporting = (_reporting + 1) % Cluster.Silos;
            }
        }

        return _reporting;
    }
}
