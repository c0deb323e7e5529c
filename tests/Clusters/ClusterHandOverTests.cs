using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>The silo of a pool's coordinator stops: another coordinator goes on with what other silos run, and nothing of it runs twice.</summary>
public sealed class ClusterHandOverTests
{
    private const int Items = 400;
    private const int FreeItems = 100;

    [Theory(Timeout = Bound.Test)]
    [InlineData(1, 1)]
    [InlineData(1, 10)]
    [InlineData(3, 1)]
    [InlineData(3, 10)]
    public async Task MapAsync_WhoseCoordinatorsSiloIsStopped_RunsEachItemOnce(int maxAttempts, int chunkSize)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        using var tally = new Tally();
        (string key, string notes) = (gate.Key, tally.Key);
        InProcessSiloHandle leaving = await ClusterLossTests.VictimAsync(cluster, pool, isCoordinators: true);
        string name = leaving.SiloAddress.ToParsableString();
        var options = new JobOptions { MaxAttempts = maxAttempts };
        MapResult<int> map = pool.MapAsync(x => NotedAndHeld(notes, key, name, x), Enumerable.Range(0, Items), chunkSize, options);

        // Items that are held on the two silos which stay outlast the one that leaves, and its coordinator.
        await gate.ReachedAsync(4);
        await cluster.StopSiloAsync(leaving).Bounded();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items).Select(x => x * 2), await map.Bounded());
        Assert.Equal(Enumerable.Range(0, Items), tally.Notes.Cast<int>().Order());
        Assert.All(map.Outcomes, outcome => Assert.Equal(1, outcome.Attempt));
        Assert.Equal(7, await pool.ApplyAsync(x => x, 7).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_WhileEachSiloIsReplaced_GivesEveryResultOnceInOneRun()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var tally = new Tally();
        string notes = tally.Key;
        using var enough = new CancellationTokenSource();
        ImapResult<int> imap = pool.Imap(x => Noted(notes, x), Endless(enough.Token), chunkSize: 2, new JobOptions { MaxAttempts = 1 });
        Task<List<int>> read = ReadAsync(imap);
        foreach (InProcessSiloHandle old in cluster.Silos.ToArray())
        {
            await cluster.StartAdditionalSiloAsync().Bounded();
            await Eventually.HoldsAsync(() => pool.WorkerCount == 8, "the new silo takes part");
            await cluster.StopSiloAsync(old).Bounded();
            await Eventually.HoldsAsync(() => pool.WorkerCount == 6, "the old one is gone");
        }

        await enough.CancelAsync();
        List<int> results = await read.Bounded();
        Assert.Equal(Enumerable.Range(0, results.Count), results);
        Assert.Equal(Enumerable.Range(0, results.Count), tally.Notes.Cast<int>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_OfAJobWhoseCoordinatorWasLost_ReachesWhatOtherSilosRun()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        string key = gate.Key;
        InProcessSiloHandle victim = await ClusterLossTests.VictimAsync(cluster, pool, isCoordinators: true);
        MapResult<int> map = pool.MapAsync((x, token) => HeldUntilCancelled(key, x, token), Enumerable.Range(0, 6), chunkSize: 1);
        await gate.ReachedAsync(6);
        await cluster.KillSiloAsync(victim).Bounded();
        map.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => map.Bounded());
        await Eventually.HoldsAsync(() => pool.WorkerCount == 4, "the lost silo's workers are gone");
        Assert.Equal(Enumerable.Range(0, 50), await pool.MapAsync(x => x, Enumerable.Range(0, 50), chunkSize: 1).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseCoordinatorIsKilled_GoesOnWithWhatOtherSilosRun()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        using var tally = new Tally();
        (string key, string notes) = (gate.Key, tally.Key);
        InProcessSiloHandle victim = await ClusterLossTests.VictimAsync(cluster, pool, isCoordinators: true);
        string name = victim.SiloAddress.ToParsableString();

        // With MaxAttempts 1 nothing of this job runs on the coordinator's own silo, so what there is of it runs on the others.
        MapResult<int> map = pool.MapAsync(x => NotedAndHeld(notes, key, name, FreeItems + x), Enumerable.Range(0, 4), chunkSize: 1, new JobOptions { MaxAttempts = 1 });
        await gate.ReachedAsync(4);
        await cluster.KillSiloAsync(victim).Bounded();
        await Eventually.HoldsAsync(() => pool.WorkerCount == 4, "another coordinator is there");
        gate.Open();
        Assert.Equal(Enumerable.Range(FreeItems, 4).Select(x => x * 2), await map.Bounded());
        Assert.Equal(4, tally.Notes.Count);
    }

    private static async IAsyncEnumerable<int> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken enough)
    {
        for (int x = 0; !enough.IsCancellationRequested; x++)
        {
            yield return x;
            await Task.Yield();
        }
    }

    private static async Task<List<int>> ReadAsync(ImapResult<int> imap)
    {
        List<int> read = [];
        await foreach (int x in imap)
        {
            read.Add(x);
        }

        return read;
    }

    private static int Noted(string notes, int x)
    {
        Tally.Note(notes, x);
        Thread.Sleep(2);
        return x;
    }

    private static int HeldUntilCancelled(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }

    private static int NotedAndHeld(string notes, string key, string free, int x)
    {
        Tally.Note(notes, x);
        if (x >= FreeItems && PoolContext.Current.Silo != free)
        {
            Gate.Pass(key);
        }
        else if (x >= FreeItems)
        {
            // Else this silo could run all of them before the others have one.
            Thread.Sleep(10);
        }

        return x * 2;
    }
}
