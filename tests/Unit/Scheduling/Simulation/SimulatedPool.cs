using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>A coordinator with a real scheduler and imagined silos. One job; the same seed gives the same run.</summary>
internal sealed class SimulatedPool : IScheduleSink
{
    private const int Job = 1;
    private const long DetectionTime = 100_000;

    private readonly Dictionary<int, SimulatedAgent> _agents = [];
    private readonly Random _random;
    private readonly LinkQuality _quality;
    private readonly long[] _times;
    private readonly HashSet<long> _poison = [];
    private readonly int[] _delivered;
    private int _nextSilo;
    private int _slots;

    public SimulatedPool(int seed, double[] itemMicroseconds, LinkQuality? quality = null, SchedulerOptions? options = null)
    {
        _random = new Random(seed);
        _quality = quality ?? new LinkQuality();
        _times = [.. itemMicroseconds.Select(time => (long)Math.Max(1, time))];
        _delivered = new int[_times.Length];
        Scheduler = new Scheduler(options ?? new SchedulerOptions(), this);
    }

    public Scheduler Scheduler { get; }

    public EventQueue Events { get; } = new();

    public int Ended { get; private set; }

    public long Runs { get; private set; }

    public long Assigned { get; private set; }

    public long Refused { get; private set; }

    public int Asks { get; private set; }

    public List<(long Item, int Attempts)> LostItems { get; } = [];

    public Dictionary<long, int> Kills { get; } = [];

    /// <summary>The work over the slots: with no loss and no wait this would be the time.</summary>
    public double Ideal => _times.Sum() / (double)_slots;

    public long LongestItem => _times.Max();

    public void AddSilos(int count, int slots)
    {
        for (var i = 0; i < count; i++)
        {
            _agents[_nextSilo] = new SimulatedAgent(_nextSilo, slots, this);
            Scheduler.SiloJoined(_nextSilo++, slots);
        }

        _slots = Math.Max(_slots, Scheduler.TotalSlots);
        Scheduler.Schedule();
    }

    public void StartJob(int chunk, int maxAttempts = 3, int? chunkSize = null)
    {
        Scheduler.JobStarted(new JobRules { Job = Job, MaxAttempts = maxAttempts, ChunkSize = chunkSize });
        for (var first = 0; first < _times.Length; first += chunk)
        {
            Scheduler.ChunkArrived(new Chunk(Job, first, Math.Min(chunk, _times.Length - first), 0, null));
        }

        Scheduler.Schedule();
    }

    public void Poison(params long[] items) => _poison.UnionWith(items);

    public bool IsPoison(long item) => _poison.Contains(item);

    public long TimeOf(long item) => _times[item];

    public void NoteRun() => Runs++;

    public OrderedLink NewLink() => new(Events, _random, _quality);

    public void KillAny()
    {
        var alive = _agents.Values.Where(agent => !agent.IsDead).ToArray();
        Kill(alive[_random.Next(alive.Length)], item: -1);
    }

    /// <summary>The silo dies now; the coordinator notices later, and a new silo takes its place.</summary>
    public void Kill(SimulatedAgent agent, long item)
    {
        agent.IsDead = true;
        Kills[item] = Kills.GetValueOrDefault(item) + 1;
        var slots = Scheduler.TotalSlots / Scheduler.Silos;
        Events.After(DetectionTime, () =>
        {
            Scheduler.SiloLost(agent.Id);
            _agents.Remove(agent.Id);
            AddSilos(1, slots);
        });
    }

    public void OnReport(SimulatedAgent agent, Action<Scheduler>[] first, Segment[] segments)
    {
        foreach (var what in first)
        {
            what(Scheduler);
        }

        foreach (var segment in segments)
        {
            if (segment.Count > 0)
            {
                Deliver(agent.Id, segment);
            }

            if (segment.Running >= 0)
            {
                Scheduler.Started(agent.Id, segment.Lease, segment.Running);
            }
        }

        Scheduler.Schedule();
    }

    /// <summary>Runs until every item has ended, and checks that each did so once.</summary>
    public long RunToEnd(long limit = 3_600_000_000)
    {
        Assert.True(Events.RunUntil(() => Ended == _times.Length, limit), $"{_times.Length - Ended} items never ended.");
        Assert.True(Array.TrueForAll(_delivered, count => count == 1));
        Assert.Equal(0, Scheduler.Leases);
        return Events.Now;
    }

    public void Assign(Lease lease)
    {
        Assigned++;
        var agent = _agents[lease.Silo];
        var sent = new SimulatedLease(lease.Id, lease.OnProbation, lease.MaySplit, lease.First, lease.End);
        agent.FromCoordinator.Send(() => agent.Take(sent));
    }

    public void Revoke(int silo, long leaseId) => _agents[silo].FromCoordinator.Send(() => _agents[silo].Revoke(leaseId));

    public void AskBack(int silo, int leases)
    {
        Asks++;
        var agent = _agents[silo];
        agent.FromCoordinator.Send(() => agent.GiveBack(leases));
    }

    public void Charged(int job, long item, int losses)
    {
        // For a coordinator that may be lost, which there is not here.
    }

    public void Lost(int job, long item, int attempts, int silo, string? cause)
    {
        LostItems.Add((item, attempts));
        End(item);
    }

    private void Deliver(int silo, Segment segment)
    {
        if (!Scheduler.Completed(silo, segment.Lease, segment.First, segment.Count, segment.RunTime))
        {
            Refused += segment.Count;
            return;
        }

        for (var item = segment.First; item < segment.First + segment.Count; item++)
        {
            End(item);
        }
    }

    private void End(long item)
    {
        _delivered[item]++;
        Ended++;
    }
}
