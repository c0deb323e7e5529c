using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>
/// kill -9: of a silo, of the coordinator's silo, of all but one, of all; while input is sent, while items run, while results are fetched, while a
/// silo joins, while it drains. A silo that hangs, or is told to stop, in the same phases; while items run, these have tests of their own.
/// Always: every value is right, and each item is delivered once.
/// </summary>
[Collection(SiloCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class KillTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 120;

    /// <summary>From the kill to the last outcome, with the fast membership.</summary>
    private static readonly TimeSpan FastRecovery = TimeSpan.FromSeconds(5);

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MapAsync_WhoseSiloIsKilledWhileItemsRun_GivesEveryResultOnce(bool isCoordinators)
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess[] silos = await CoordinatorFirstAsync(pool);
        SiloProcess victim = silos[isCoordinators ? 0 : 1];
        ProcessLog log = isCoordinators ? Cluster.ClientLog : silos[0].Process.Log;
        int logged = log.Lines.Count;
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        victim.Process.Kill();
        var clock = FairClock.StartNew();
        gate.Open();
        AssertWhole(await map.Bounded());
        Output.WriteLine($"The last outcome came {clock} after the kill.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, FastRecovery);
        Assert.DoesNotContain(map.Outcomes, outcome => outcome.Attempt > 2);
        await (isCoordinators
            ? OperationsPage.IsToldAsync(log, "the coordinator's silo is killed", 7202, logged)
            : OperationsPage.IsToldAsync(log, "a silo is killed", 7201, logged));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhenAllSilosButOneAreKilled_GivesEveryResultOnce()
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess[] victims = [.. (await CoordinatorFirstAsync(pool)).Take(2)];
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        Array.ForEach(victims, victim => victim.Process.Kill());
        gate.Open();
        AssertWhole(await map.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhenAllSilosAreKilledAndStartedAgain_GivesEveryResultOnce()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        foreach (SiloProcess silo in Cluster.Silos)
        {
            silo.Process.Kill();
            await silo.Process.Ended.Bounded();
        }

        gate.Open();
        await Cluster.MendAsync();
        AssertWhole(await map.Bounded());
        await Cluster.WholeAsync(pool);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(Blow.Kill, false)]
    [InlineData(Blow.Kill, true)]
    [InlineData(Blow.Freeze, true)]
    [InlineData(Blow.Terminate, true)]
    public async Task MapAsync_WhoseSiloIsStruckWhileInputIsSent_GivesEveryResultOnce(Blow blow, bool isCoordinators)
    {
        const int Large = 256 << 10;
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess victim = await VictimAsync(pool, isCoordinators);
        using var gate = new Gate();
        gate.Open();
        IEnumerable<HeldItem> input = gate.Items(Items, Large).Select(item =>
        {
            if (item.Index == Items / 3)
            {
                Strike(victim, blow);
            }

            return item;
        });
        byte[][] results = await pool.MapAsync(Held.Echo, input).Bounded();
        Assert.Equal(Items, results.Length);
        Assert.All(results, (result, index) => Assert.True(Gate.Load(index, Large).AsSpan().SequenceEqual(result)));
        await EndsAsync(victim, blow, pool);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(Blow.Kill, false, false)]
    [InlineData(Blow.Kill, true, true)]
    [InlineData(Blow.Freeze, true, false)]
    [InlineData(Blow.Terminate, true, true)]
    public async Task Imap_WhoseSiloIsStruckWhileResultsAreFetched_GivesEveryResultOnce(Blow blow, bool isCoordinators, bool isOrdered)
    {
        const int Large = 64 << 10;
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess victim = await VictimAsync(pool, isCoordinators);
        using var gate = new Gate();
        gate.Open();
        HeldItem[] items = gate.Items(Items, Large);
        ImapResult<byte[]> imap = isOrdered ? pool.Imap(Held.Echo, items, chunkSize: 1) : pool.ImapUnordered(Held.Echo, items, chunkSize: 1);
        List<byte[]> results = [];
        for (int read = 0; read < Items; read++)
        {
            if (read == 10)
            {
                Strike(victim, blow);
            }

            results.Add(await imap.NextAsync(Bound.Limit));
        }

        Assert.False((await imap.TryNextAsync(Bound.Limit)).HasValue);
        string[] expected = [.. items.Select(item => Convert.ToHexString(item.Load!))];
        string[] got = [.. results.Select(Convert.ToHexString)];
        Assert.Equal(isOrdered ? expected : [.. expected.Order()], isOrdered ? got : [.. got.Order()]);
        await EndsAsync(victim, blow, pool);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(Blow.Kill, true)]
    [InlineData(Blow.Freeze, true)]
    [InlineData(Blow.Terminate, false)]
    public async Task MapAsync_WhoseSiloIsStruckWhileItDrains_GivesEveryResultOnce(Blow blow, bool isCoordinators)
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess leaving = await VictimAsync(pool, isCoordinators);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.WhenAsync(visits => visits.Count >= 6 && visits.Any(visit => leaving.Is(visit.Silo)));
        leaving.Process.Terminate();
        await leaving.Process.WaitForLineAsync("The silo drains", Bound.Limit);

        if (blow == Blow.Terminate)
        {
            // One that comes right after the first counts as the same.
            await Eventually.HoldsAsync(
                () =>
                {
                    leaving.Process.Terminate();
                    return leaving.Process.Ended.IsCompleted;
                },
                "a further signal ends the silo");
            Assert.Equal(4, await leaving.Process.Ended);
        }
        else
        {
            Strike(leaving, blow);
        }

        gate.Open();
        AssertWhole(await map.Bounded());
        if (blow == Blow.Freeze)
        {
            // The others have taken it for dead, or it was too late for that and it leaves.
            leaving.Process.Continue();
            Assert.Contains(await leaving.Process.Ended.Bounded(), new[] { 0, 3 });
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhenASiloIsKilledThatJustJoined_GivesEveryResultOnce()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 1);
        await gate.ReachedAsync(6);
        SiloProcess joining = Cluster.Add();
        await joining.StartAsync();
        await gate.WhenAsync(visits => visits.Any(visit => joining.Is(visit.Silo)));
        await Cluster.RemoveAsync(joining);

        SiloProcess unfinished = Cluster.Add();
        Task start = unfinished.StartAsync();
        await Eventually.HoldsAsync(() => Listens(unfinished.SiloPort), "the silo listens, which it does before it joins");
        await Cluster.RemoveAsync(unfinished);
        await Assert.ThrowsAnyAsync<Exception>(() => start);

        // One that is told to stop then has nothing to drain.
        SiloProcess told = Cluster.Add();
        start = told.StartAsync();
        await Eventually.HoldsAsync(() => Listens(told.SiloPort), "the silo listens, which it does before it joins");
        told.Process.Terminate();

        // It may have tried its ports only, and heed no signal yet: then SIGTERM ends it at once.
        Assert.Contains(await told.Process.Ended.Bounded(), new[] { 0, 128 + 15 });
        await start.ContinueWith(static _ => { }, TaskScheduler.Default);
        await Cluster.RemoveAsync(told);
        gate.Open();
        AssertWhole(await map.Bounded());
    }

    private static void AssertWhole(Ran[] results) => Assert.Equal(Enumerable.Range(0, Items), results.Select(ran => ran.Index));
}
