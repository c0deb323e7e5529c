using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>Silos that die, leave and join in the middle of a job.</summary>
public sealed class ClusterLossTests
{
    private const int Items = 300;
    private const int FreeItems = 100;

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task MapAsync_WhoseSiloIsKilled_GivesEveryResultOnce(bool isCoordinators)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        string key = gate.Key;
        InProcessSiloHandle victim = await VictimAsync(cluster, pool, isCoordinators);
        MapResult<int> map = pool.MapAsync(x => Held(key, x), Enumerable.Range(0, Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        await cluster.KillSiloAsync(victim).Bounded();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items).Select(x => x * 2), await map.Bounded());
        Assert.Equal(Enumerable.Range(0, Items).Select(x => (long)x), map.Outcomes.Select(outcome => outcome.Index));
        Assert.Equal((Items, 0), (map.Progress.Completed, map.Progress.Failed));
        Assert.Equal(7, await pool.ApplyAsync(x => x, 7).Bounded());
        await Eventually.HoldsAsync(() => pool.WorkerCount == 4, "the lost silo's workers are gone");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Imap_WhoseSiloIsKilled_GivesEveryResultOnce(bool isCoordinators, bool isOrdered)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        string key = gate.Key;
        InProcessSiloHandle victim = await VictimAsync(cluster, pool, isCoordinators);
        ImapResult<int> imap = isOrdered
            ? pool.Imap(x => Held(key, x), Enumerable.Range(0, Items), chunkSize: 5)
            : pool.ImapUnordered(x => Held(key, x), Enumerable.Range(0, Items), chunkSize: 5);
        List<int> read = [];
        for (int count = 0; count < 20; count++)
        {
            read.Add(await imap.NextAsync().Bounded());
        }

        await cluster.KillSiloAsync(victim).Bounded();
        gate.Open();
        read.AddRange(await imap.ReadAllAsync());
        Assert.Equal(Enumerable.Range(0, Items).Select(x => x * 2), isOrdered ? read : read.Order());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true, 2_000)]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    public async Task MapAsync_WithRetries_WhoseSiloIsKilled_GivesEveryResultOnce(bool isCoordinators, int delay)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        using var tally = new Tally();
        (string key, string notes) = (gate.Key, tally.Key);
        InProcessSiloHandle victim = await VictimAsync(cluster, pool, isCoordinators);
        var options = new JobOptions { Retry = new RetryOptions { Delay = TimeSpan.FromMilliseconds(delay), Jitter = 0 } };
        MapResult<int> map = pool.MapAsync(x => FailedFirst(notes, key, x), Enumerable.Range(0, Items), chunkSize: 10, options);

        // With a delay the items that failed wait for it when the silo is killed; without one they were run again, or are about to be.
        await gate.ReachedAsync(6);
        await cluster.KillSiloAsync(victim).Bounded();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items).Select(x => x * 2), await map.Bounded());
        Assert.Equal(Enumerable.Range(0, Items).Select(x => (long)x), map.Outcomes.Select(outcome => outcome.Index));
        Assert.Equal((Items, 0), (map.Progress.Completed, map.Progress.Failed));
        (int Item, int Attempt)[] runs = [.. tally.Notes.Cast<(int, int)>()];
        Assert.All(map.Outcomes.Where(outcome => outcome.Index % 5 == 0), outcome => Assert.InRange(outcome.Attempt, 2, 4));
        Assert.Equal(Enumerable.Range(0, Items), runs.Select(run => run.Item).Distinct().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseCoordinatorIsLostWhileItemsWaitForTheirRetry_RunsEachOnceMore()
    {
        const int Count = 20;
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var tally = new Tally();
        string notes = tally.Key;
        InProcessSiloHandle victim = await VictimAsync(cluster, pool, isCoordinators: true);
        int failed = 0;
        var options = new JobOptions
        {
            // An item in doubt would fail: those that wait are in no coordinator's hands.
            MaxAttempts = 1,
            Retry = new RetryOptions { Delay = TimeSpan.FromSeconds(8), Jitter = 0, Filter = _ => Interlocked.Increment(ref failed) > 0 },
        };
        MapResult<int> map = pool.MapAsync(x => FailedFirst(notes, "", x * 5), Enumerable.Range(0, Count), options: options);
        await Eventually.HoldsAsync(() => Volatile.Read(ref failed) == Count, "all failed and wait");
        await cluster.KillSiloAsync(victim).Bounded();
        Assert.Equal(Enumerable.Range(0, Count).Select(x => x * 10), await map.Bounded());
        Assert.Equal(
            Enumerable.Range(0, Count).SelectMany(x => new[] { (x * 5, 1), (x * 5, 2) }),
            tally.Notes.Cast<(int, int)>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseSiloIsStopped_GivesEveryResultAndNoItemRunsTwice()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        using var tally = new Tally();
        (string key, string notes) = (gate.Key, tally.Key);
        InProcessSiloHandle leaving = await VictimAsync(cluster, pool, isCoordinators: false);
        MapResult<int> map = pool.MapAsync(x => NotedAndHeld(notes, key, x), Enumerable.Range(0, Items), chunkSize: 10);
        await gate.ReachedAsync(6);
        Task stop = cluster.StopSiloAsync(leaving);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items).Select(x => x * 2), await map.Bounded());
        await stop.Bounded();
        Assert.Equal(Enumerable.Range(0, Items), tally.Notes.Cast<int>().Order());
        Assert.Equal(7, await pool.ApplyAsync(x => x, 7).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhenASiloJoins_UsesIt()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(1);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<string> map = pool.MapAsync(_ => HeldSilo(key), Enumerable.Range(0, 100), chunkSize: 1);
        await gate.ReachedAsync(PoolCluster.WorkersPerSilo);
        InProcessSiloHandle joined = await cluster.StartAdditionalSiloAsync().Bounded();
        await gate.ReachedAsync(2 * PoolCluster.WorkersPerSilo);
        gate.Open();
        string[] silos = await map.Bounded();
        Assert.Contains(joined.SiloAddress.ToParsableString(), silos);
        Assert.Equal(2, silos.Distinct().Count());
        Assert.Equal(4, pool.WorkerCount);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_OfASiloThatDies_RunElsewhereAndNoOthersAreCharged()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        string key = gate.Key;
        InProcessSiloHandle victim = await VictimAsync(cluster, pool, isCoordinators: false);
        MapResult<(int Attempt, string Silo)> map = pool.MapAsync(_ => HeldAttempt(key), Enumerable.Range(0, 6), chunkSize: 1);
        await gate.ReachedAsync(6);
        await cluster.KillSiloAsync(victim).Bounded();

        // The two items that the lost silo ran wait for a slot, which the others give back.
        gate.Open();
        (int Attempt, string Silo)[] seen = await map.Bounded();

        // A silo that dies within a report of the start leaves its items in doubt, which charges nothing.
        Assert.All(seen, run => Assert.InRange(run.Attempt, 1, 2));
        Assert.True(seen.Count(run => run.Attempt == 2) <= 2);
        Assert.DoesNotContain(victim.SiloAddress.ToParsableString(), seen.Select(run => run.Silo));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Coordinator_WhenOtherSilosAreLost_Stays()
    {
        const int Rounds = 3;
        using var logs = new LogList(typeof(Pool).FullName, LogLevel.Warning);
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3, logs);
        await using Pool pool = Pool.From(cluster.Client);
        for (int round = 0; round < Rounds; round++)
        {
            InProcessSiloHandle victim = await VictimAsync(cluster, pool, isCoordinators: false);
            await cluster.KillSiloAsync(victim).Bounded();
            await Eventually.HoldsAsync(() => pool.WorkerCount == 4, "the lost silo's workers are gone");
            Assert.Equal(7, await pool.ApplyAsync(x => x, 7).Bounded());
            await cluster.StartAdditionalSiloAsync().Bounded();
        }

        Assert.Empty(logs.Entries);
    }

    /// <summary>The silo with the pool's coordinator, or one without.</summary>
    internal static async Task<InProcessSiloHandle> VictimAsync(InProcessTestCluster cluster, Pool pool, bool isCoordinators)
    {
        Assert.Equal(1, await pool.ApplyAsync(x => x, 1).Bounded());
        await Eventually.HoldsAsync(() => pool.WorkerCount == 6, "all silos take part");
        return await cluster.VictimAsync(isCoordinators);
    }

    private static int Held(string key, int x)
    {
        if (x >= FreeItems)
        {
            Gate.Pass(key);
        }

        return x * 2;
    }

    private static int NotedAndHeld(string notes, string key, int x)
    {
        Tally.Note(notes, x);
        return Held(key, x);
    }

    private static int FailedFirst(string notes, string key, int x)
    {
        int attempt = PoolContext.Current.Attempt;
        Tally.Note(notes, (x, attempt));
        return x % 5 == 0 && attempt == 1 ? throw new InvalidDataException($"{x}") : Held(key, x);
    }

    private static string HeldSilo(string key)
    {
        Gate.Pass(key);
        return PoolContext.Current.Silo;
    }

    private static (int Attempt, string Silo) HeldAttempt(string key)
    {
        Gate.Pass(key);
        return (PoolContext.Current.Attempt, PoolContext.Current.Silo);
    }
}
