using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>Workers whose silo or coordinator is lost or leaves.</summary>
public sealed class ClusterWorkerTests
{
    private const int All = 6;

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Join_WhileASiloDiesWithItsFinalizers_EndsWithThoseOfTheOthers(bool isCoordinators)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = Pool.From(cluster.Client, options => options.Finalizer = () => Held(key));
        await UseAllAsync(pool);
        InProcessSiloHandle victim = await cluster.VictimAsync(isCoordinators);
        pool.Close();
        Task join = pool.JoinAsync();
        await gate.ReachedAsync(All);
        await cluster.KillSiloAsync(victim).Bounded();
        gate.Open();
        await join.Bounded();
        Assert.Equal(4, pool.GetFinalizerResults<string>().Count);
        Assert.DoesNotContain(victim.SiloAddress.ToParsableString(), pool.FinalizerResults.Select(result => result.Silo));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Workers_WhoseCoordinatorIsLost_KeepTheirState()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        using var starts = new Tally();
        string key = starts.Key;
        await using Pool pool = Pool.From(cluster.Client, options =>
        {
            options.Initializer = () => Noted(key);
            options.Finalizer = (string state) => state;
        });
        await UseAllAsync(pool);
        Assert.Equal(All, starts.Notes.Count);
        await cluster.KillSiloAsync(await cluster.VictimAsync(isCoordinators: true)).Bounded();
        string[] states = await pool.MapAsync(_ => PoolContext.Current.GetState<string>(), Enumerable.Range(0, 200), chunkSize: 1).Bounded();
        pool.Close();
        await pool.JoinAsync().Bounded();
        Assert.Equal(All, starts.Notes.Count);
        Assert.All(states, state => Assert.Contains(state, starts.Notes));
        Assert.Equal(4, pool.GetFinalizerResults<string>().Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Workers_WhoseSiloStops_RunTheirFinalizers()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client, options => options.Finalizer = () => PoolContext.Current.WorkerId);
        await UseAllAsync(pool);
        InProcessSiloHandle leaving = await cluster.VictimAsync(isCoordinators: false);
        await cluster.StopSiloAsync(leaving).Bounded();
        await Eventually.HoldsAsync(() => pool.FinalizerResults.Count == 2, "the results of the silo that stopped are there");
        Assert.All(pool.FinalizerResults, result => Assert.Equal(leaving.SiloAddress.ToParsableString(), result.Silo));
        pool.Close();
        await pool.JoinAsync().Bounded();
        Assert.Equal(All, pool.GetFinalizerResults<string>().Distinct().Count());
    }

    /// <summary>Has each worker of the cluster run an item.</summary>
    private static async Task UseAllAsync(Pool pool)
    {
        await Eventually.HoldsAsync(() => pool.WorkerCount == All, "all silos take part");
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<string> map = pool.MapAsync(_ => Held(key), Enumerable.Range(0, All), chunkSize: 1);
        await gate.ReachedAsync(All);
        gate.Open();
        Assert.Equal(All, (await map.Bounded()).Distinct().Count());
    }

    private static string Held(string key)
    {
        Gate.Pass(key);
        return PoolContext.Current.WorkerId;
    }

    private static string Noted(string key)
    {
        Tally.Note(key, PoolContext.Current.WorkerId);
        return PoolContext.Current.WorkerId;
    }
}
