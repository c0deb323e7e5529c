using System.Diagnostics;
using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A silo that joins in the middle of a job gets work at once.</summary>
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class JoinTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    /// <summary>One of so many silos must have work in time: a machine that has other things to do keeps a silo waiting as well.</summary>
    private const int Tries = 3;

    /// <summary>From its own word that it is up.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhenASiloJoins_GivesItWorkWithinTwoSeconds()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(40), chunkSize: 1);
        await gate.ReachedAsync(6);
        List<SiloProcess> joined = [];
        try
        {
            TimeSpan soonest = TimeSpan.MaxValue;
            while (joined.Count < Tries && soonest > Limit)
            {
                SiloProcess silo = Cluster.Add();
                joined.Add(silo);
                await silo.StartAsync();
                var clock = Stopwatch.StartNew();
                await gate.WhenAsync(visits => visits.Any(visit => silo.Is(visit.Silo)));
                soonest = clock.Elapsed < soonest ? clock.Elapsed : soonest;
                Output.WriteLine($"Its first item ran {clock.Elapsed.TotalSeconds:F2} s after it was up.");
            }

            Assert.InRange(soonest, TimeSpan.Zero, Limit);
            gate.Open();
            Assert.Equal(Enumerable.Range(0, 40), (await map.Bounded()).Select(ran => ran.Index));
        }
        finally
        {
            await Task.WhenAll(joined.Select(LeaveAsync));
        }
    }

    private async Task LeaveAsync(SiloProcess silo)
    {
        silo.Process.Terminate();
        await silo.Process.Ended.Bounded();
        await Cluster.RemoveAsync(silo);
    }
}
