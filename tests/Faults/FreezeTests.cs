using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>
/// SIGSTOP: a silo that hangs without dying. Its leases go to others; when it goes on, what it says of them is refused. Then it finds itself
/// taken for dead, and its process ends.
/// </summary>
[Collection(SiloCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class FreezeTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 60;

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MapAsync_WhoseSiloHangs_RunsItsItemsElsewhereAndRefusesItsLateOutcomes(bool isCoordinators)
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess frozen = await VictimAsync(pool, isCoordinators);
        using var gate = new Gate();
        using var last = new Gate();

        // The last item holds the job open, so that the late outcomes meet a job that still runs.
        HeldItem[] items = [.. gate.Items(Items), new HeldItem(Items, last.Path)];
        MapResult<Ran> map = pool.MapAsync(Held.Pass, items, chunkSize: 1);
        await gate.WhenAsync(visits => visits.Count(visit => frozen.Is(visit.Silo)) >= 2);
        int[] hung = gate.ItemsAt(frozen);

        (ProcessLog Log, int Lines)[] others = [.. Cluster.Silos.Where(silo => silo != frozen).Select(silo => (silo.Process.Log, silo.Process.Log.Lines.Count))];
        frozen.Process.Freeze();
        gate.Open();
        await gate.RunElsewhereAsync(hung, frozen);
        await last.ReachedAsync(1);
        frozen.Process.Continue();
        Assert.Equal(3, await frozen.Process.Ended.Bounded());
        await OperationsPage.IsToldAsync(frozen.Process.Log, "a silo hangs", 7204);
        if (isCoordinators)
        {
            // What one of the others had to tell it was in vain; of another the next coordinator may have asked before it noticed.
            await await Task.WhenAny(others.Select(other => OperationsPage.IsToldAsync(other.Log, "messages are lost, late or doubled", 7206, other.Lines)));
        }

        last.Open();

        Ran[] results = await map.Bounded();
        Assert.Equal(Enumerable.Range(0, Items + 1), results.Select(ran => ran.Index));
        Assert.All(results.Where(ran => hung.Contains(ran.Index)), ran => Assert.False(frozen.Is(ran.Silo)));
        Assert.Equal(Items + 1, map.Progress.Completed);
    }
}
