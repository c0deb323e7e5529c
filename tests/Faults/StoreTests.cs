using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>The store of the membership is away: what runs goes on, new jobs and pools too, and when it is back silos can join again.</summary>
[Collection(StoreCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class StoreTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 400;

    /// <summary>Longer than a silo's entry in the store stays fresh, and than a silo waits for an answer of it.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(12);

    /// <summary>In it pools go on: a silo that does not answer is silent for 15 s before its leases go to others, and the machine does other things too.</summary>
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(15 + 15);

    /// <summary>As long as it takes to stop a store and start it again.</summary>
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(3);

    [Fact(Timeout = Bound.Test)]
    public async Task Map_WhoseSiloIsKilledWhileTheStoreIsAway_RunsItsItemsElsewhere()
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess coordinators = await Cluster.CoordinatorOfAsync(pool);
        SiloProcess victim = Cluster.Silos.First(silo => silo != coordinators);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        int logged = coordinators.Process.Log.Lines.Count;
        Cluster.Store.Freeze();
        try
        {
            victim.Process.Kill();
            var clock = FairClock.StartNew();
            gate.Open();
            Assert.Equal(Enumerable.Range(0, Items), (await map.Bounded()).Select(ran => ran.Index));
            Output.WriteLine($"The last outcome came {clock} after the kill.");
            await OperationsPage.IsToldAsync(coordinators.Process.Log, "a silo whose process lives but whose agent is silent", 7201, logged);
        }
        finally
        {
            Cluster.Store.Continue();
        }
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(StoreBlow.Freeze, false)]
    [InlineData(StoreBlow.Freeze, true)]
    [InlineData(StoreBlow.Kill, true)]
    public async Task Pools_WhileTheStoreIsAwayAndASiloIsKilled_GoOnAndNewOnesOpen(StoreBlow blow, bool isCoordinators)
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess[] silos = await CoordinatorFirstAsync(pool);
        SiloProcess victim = silos[isCoordinators ? 0 : 1];
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        SiloProcess[] others = [.. silos.Where(silo => silo != victim)];
        int[] logged = [.. others.Select(silo => silo.Process.Log.Lines.Count)];
        await StrikeStoreAsync(blow);
        try
        {
            // It counts as alive until the store is back.
            victim.Process.Kill();
            var clock = FairClock.StartNew();
            gate.Open();
            await using Pool next = await Pool.ConnectAsync(Cluster.Gateways, options => options.ClusterId = Cluster.Id).Bounded();
            Assert.Equal(WaitingItem.AnswerTo(1), (await next.ApplyAsync(WaitingItem.Wait, new WaitingItem(1, 0)).Bounded()).Value);
            Output.WriteLine($"A new pool had a result {clock} after the kill.");
            Assert.Equal(Enumerable.Range(0, Items), (await map.Bounded()).Select(ran => ran.Index));
            Output.WriteLine($"The last outcome came {clock} after the kill.");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, LongestSearch);

            // One of them has found out.
            await await Task.WhenAny(others.Zip(logged, (silo, from) =>
                OperationsPage.IsToldAsync(silo.Process.Log, "the store of the membership is away", 7207, from)));
        }
        finally
        {
            await MendStoreAsync(blow);
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Map_StartedAfterASiloWasKilledWhileTheStoreIsAway_RunsOnAllOthers()
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess[] silos = await CoordinatorFirstAsync(pool);
        using var gate = new Gate();

        Cluster.Store.Freeze();
        try
        {
            // It counts as alive and does not answer those that have yet to find the coordinator.
            silos[1].Process.Kill();
            await silos[1].Process.Ended.Bounded();
            Ran[] results = await pool.MapAsync(Held.Note, gate.Items(Items), chunkSize: 1).Bounded();
            Assert.Equal(Enumerable.Range(0, Items), results.Select(ran => ran.Index));
            Assert.Contains(results, ran => silos[2].Is(ran.Silo));
        }
        finally
        {
            Cluster.Store.Continue();
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_WhileTheStoreIsAway_GoOn()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> before = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 1);
        await gate.ReachedAsync(6);

        Cluster.Store.Freeze();
        try
        {
            await GoOnAsync(pool, before, gate, Away);
        }
        finally
        {
            Cluster.Store.Continue();
        }

        await AssertJoinsAsync(pool);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_WhileTheStoreIsStoppedAndStartedAgainWithItsData_GoOn()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> before = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 1);
        await gate.ReachedAsync(6);

        await Cluster.Store.StopAsync();
        try
        {
            await GoOnAsync(pool, before, gate, Restart);
        }
        finally
        {
            await Cluster.Store.RestartAsync();
        }

        await AssertJoinsAsync(pool);
    }

    /// <summary>What runs while the store is away ends, and what is started then: each item in one run.</summary>
    private async Task GoOnAsync(Pool pool, MapResult<Ran> before, Gate gate, TimeSpan away)
    {
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items), (await before.Bounded()).Select(ran => ran.Index));
        Assert.Equal(Enumerable.Range(0, Items), gate.Visits.Select(visit => visit.Index).Order());
        WaitingItem[] items = [.. Enumerable.Range(0, (int)(away.TotalSeconds * 60)).Select(index => new WaitingItem(index, 100))];
        Answer[] during = await pool.MapAsync(WaitingItem.Wait, items).Bounded();
        Assert.All(during, (answer, index) => Assert.Equal((WaitingItem.AnswerTo(index), 1), (answer.Value, answer.Attempt)));
        Assert.All(Cluster.Silos, silo => Assert.True(silo.IsAlive));
    }

    /// <summary>A silo that starts finds the others where they were.</summary>
    private async Task AssertJoinsAsync(Pool pool)
    {
        SiloProcess joined = Cluster.Add();
        await joined.StartAsync();
        await Cluster.WholeAsync(pool);
        joined.Process.Terminate();
        await joined.Process.Ended.Bounded();
        await Cluster.RemoveAsync(joined);
    }
}
