using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>Shared values while silos come and go.</summary>
public sealed class ClusterSharedLossTests
{
    private static readonly int[] Numbers = [.. Enumerable.Range(0, 1000)];

    [Fact(Timeout = Bound.Test)]
    public async Task SiloThatJoins_GetsTheValue()
    {
        using var tally = new Tally();
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(1);
        await using Pool pool = Pool.From(cluster.Client);
        using Shared<Witness> s = await pool.ShareAsync(new Witness(tally.Key, Numbers)).Bounded();
        using Shared<int[]> large = await pool.ShareAsync(new int[4 << 20]).Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<string> map = pool.MapAsync(_ => HeldSilo(key, s, large), Enumerable.Range(0, 100), chunkSize: 1);
        await gate.ReachedAsync(PoolCluster.WorkersPerSilo);
        InProcessSiloHandle joined = await cluster.StartAdditionalSiloAsync().Bounded();
        await gate.ReachedAsync(2 * PoolCluster.WorkersPerSilo);
        gate.Open();
        string[] silos = await map.Bounded();
        Assert.Contains(joined.SiloAddress.ToParsableString(), silos);
        Assert.Equal(2, tally.Notes.Count);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FunctionsFindTheValue_AfterASiloIsKilled(bool isCoordinators)
    {
        using var tally = new Tally();
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        InProcessSiloHandle victim = await ClusterLossTests.VictimAsync(cluster, pool, isCoordinators);
        Shared<Witness> s = await pool.ShareAsync(new Witness(tally.Key, Numbers)).Bounded();
        await Eventually.HoldsAsync(() => tally.Notes.Count == 3, "each silo has decoded the value");
        await cluster.KillSiloAsync(victim).Bounded();
        Assert.Equal(Numbers, await pool.MapAsync(x => s.Value.Numbers[x], Numbers, chunkSize: 1).Bounded());
        await Eventually.HoldsAsync(() => pool.WorkerCount == 4, "the lost silo's workers are gone");
        Assert.Equal(Numbers, await pool.MapAsync(x => s.Value.Numbers[x], Numbers, chunkSize: 1).Bounded());

        // What the silos held was not sent again.
        Assert.Equal(3, tally.Notes.Count);
        s.Dispose();
        await Eventually.HoldsAsync(
            () =>
            {
                GC.Collect();
                return tally.Notes.Cast<WeakReference>().Count(copy => copy.IsAlive) <= 1;
            },
            "the silos that live have let go of it");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ShareAsync_WhileASiloIsKilled_Completes(bool isCoordinators)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        InProcessSiloHandle victim = await ClusterLossTests.VictimAsync(cluster, pool, isCoordinators);
        using var gate = new Gate();
        Task<Shared<Fragile>> sharing = pool.ShareAsync(new Fragile(9, Stage.None, Stage.EncodeArgument, gate.Key, false));
        await gate.ReachedAsync(1);
        await cluster.KillSiloAsync(victim).Bounded();
        gate.Open();
        using Shared<Fragile> s = await sharing.Bounded();
        Assert.All(await pool.MapAsync(_ => s.Value.Index, new int[100], chunkSize: 1).Bounded(), index => Assert.Equal(9, index));
    }

    private static string HeldSilo(string key, Shared<Witness> shared, Shared<int[]> large)
    {
        Gate.Pass(key);
        return shared.Value.Numbers.Length == 1000 && large.Value.Length == 4 << 20 ? PoolContext.Current.Silo : "no value";
    }
}
