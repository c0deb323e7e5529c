using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A silo that joins in the middle of a job gets work at once.</summary>
[Collection(StoreCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class JoinTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    /// <summary>From its own word that it is up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhenASiloJoins_GivesItWorkWithinTwoSeconds()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(40), chunkSize: 1);
        await gate.ReachedAsync(6);
        SiloProcess joined = Cluster.Add();
        try
        {
            await joined.StartAsync();
            var clock = FairClock.StartNew();
            await gate.WhenAsync(visits => visits.Any(visit => joined.Is(visit.Silo)));
            Output.WriteLine($"Its first item ran {clock} after it was up.");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
            gate.Open();
            Assert.Equal(Enumerable.Range(0, 40), (await map.Bounded()).Select(ran => ran.Index));
        }
        finally
        {
            joined.Process.Terminate();
            await joined.Process.Ended.Bounded();
            await Cluster.RemoveAsync(joined);
        }
    }
}
