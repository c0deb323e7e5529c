using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>
/// The store hangs, or is killed, in each phase of a job and while a silo joins. Jobs do not notice: each item runs once. When it is back, the cluster takes
/// silos in again. While items run, and while a silo drains, there are tests of their own.
/// </summary>
[Collection(StoreCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class StorePhaseTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 60;
    private const int Large = 64 << 10;

    [Theory(Timeout = Bound.Test)]
    [InlineData(StoreBlow.Freeze)]
    [InlineData(StoreBlow.Kill)]
    public Task Imap_WhenTheStoreIsStruckWhileInputIsSent_RunsEachItemOnce(StoreBlow blow) => WhileAwayAsync(blow, async (pool, strike) =>
    {
        using var gate = new Gate();
        gate.Open();
        byte[][] results = await pool.Imap(Held.Echo, InputAsync()).ReadAllAsync();
        Assert.All(results, (result, index) => Assert.True(Gate.Load(index, Large).AsSpan().SequenceEqual(result)));
        AssertRunOnce(gate);

        async IAsyncEnumerable<HeldItem> InputAsync()
        {
            foreach (HeldItem item in gate.Items(Items, Large))
            {
                if (item.Index == Items / 3)
                {
                    await strike();
                }

                yield return item;
            }
        }
    });

    [Theory(Timeout = Bound.Test)]
    [InlineData(StoreBlow.Freeze)]
    [InlineData(StoreBlow.Kill)]
    public Task Imap_WhenTheStoreIsStruckWhileResultsAreFetched_RunsEachItemOnce(StoreBlow blow) => WhileAwayAsync(blow, async (pool, strike) =>
    {
        using var gate = new Gate();
        gate.Open();
        ImapResult<byte[]> imap = pool.Imap(Held.Echo, gate.Items(Items, Large), chunkSize: 1);
        for (int read = 0; read < Items; read++)
        {
            if (read == 5)
            {
                await strike();
            }

            byte[] result = await imap.NextAsync(Bound.Limit);
            Assert.True(Gate.Load(read, Large).AsSpan().SequenceEqual(result));
        }

        AssertRunOnce(gate);
    });

    [Theory(Timeout = Bound.Test)]
    [InlineData(StoreBlow.Freeze)]
    [InlineData(StoreBlow.Kill)]
    public Task MapAsync_WhenTheStoreIsStruckWhileASiloJoins_RunsEachItemOnce(StoreBlow blow) => WhileAwayAsync(blow, async (pool, strike) =>
    {
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 1);
        await gate.ReachedAsync(6);
        SiloProcess joining = Cluster.Add();
        Task<bool> start = IsUpAsync(joining);
        try
        {
            await Eventually.HoldsAsync(() => Listens(joining.SiloPort), "the silo listens, which it does before it joins");
            await strike();
            gate.Open();
            await map.Bounded();
            AssertRunOnce(gate);
        }
        finally
        {
            await Cluster.RemoveAsync(joining);
            await start;
        }
    });

    [Fact(Timeout = Bound.Test)]
    public Task ConnectAsync_WhenTheStoreIsAway_WorksByGatewaysAndEndsWithOneLineByTheStore() => WhileAwayAsync(StoreBlow.Freeze, async (_, strike) =>
    {
        await strike();
        await using Pool pool = await Pool.ConnectAsync(Cluster.Gateways, options => options.ClusterId = Cluster.Id).Bounded();
        Assert.Equal(Items, (await pool.MapAsync(WaitingItem.Wait, Enumerable.Range(0, Items).Select(index => new WaitingItem(index, 1))).Bounded()).Length);

        var clock = FairClock.StartNew();
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(
            () => Pool.ConnectAsync(Cluster.Store.Tell, options => options.ClusterId = Cluster.Id)).Bounded();
        Output.WriteLine($"{clock}: {error.Message}");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
        Assert.StartsWith($"No silo of cluster '{Cluster.Id}' could be reached", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    });

    /// <summary>Runs an action that strikes the store, brings that back, and sees that the cluster is whole again and takes a silo in.</summary>
    private async Task WhileAwayAsync(StoreBlow blow, Func<Pool, Func<Task>, Task> act)
    {
        await using Pool pool = await Cluster.PoolAsync();
        bool isStruck = false;
        try
        {
            await act(pool, StrikeAsync);
        }
        finally
        {
            if (isStruck)
            {
                await MendStoreAsync(blow);
            }
        }

        await Cluster.MendAsync().Bounded();
        await Cluster.WholeAsync(pool);

        Task StrikeAsync()
        {
            isStruck = true;
            return StrikeStoreAsync(blow);
        }
    }

    private static async Task<bool> IsUpAsync(SiloProcess silo)
    {
        try
        {
            await silo.StartAsync();
            return true;
        }
        catch (InvalidOperationException)
        {
            // It could not join, and has ended.
            return false;
        }
    }

    private static void AssertRunOnce(Gate gate) => Assert.Equal(Enumerable.Range(0, Items), gate.Visits.Select(visit => visit.Index).Order());
}
