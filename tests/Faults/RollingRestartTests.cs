using System.Runtime.CompilerServices;
using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>Silos are restarted by SIGTERM while jobs run whose items may run once: none fails, none runs twice, the coordinator's silo among them.</summary>
[Collection(SiloCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class RollingRestartTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private static readonly JobOptions AtMostOnce = new() { MaxAttempts = 1 };

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_WhileEachSiloIsRestarted_RunsEachItemOnce()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        using var enough = new CancellationTokenSource();
        ImapResult<Ran> imap = pool.Imap(Held.Note, EndlessAsync(gate.Path, enough.Token), chunkSize: 4, AtMostOnce);
        Task<List<Ran>> reading = ReadAsync(imap);
        await gate.ReachedAsync(50);
        foreach (SiloProcess silo in await CoordinatorFirstAsync(pool))
        {
            silo.Process.Terminate();
            Assert.Equal(0, await silo.Process.Ended.Bounded());
            await silo.StartAsync();
            await Cluster.WholeAsync(pool);
        }

        await enough.CancelAsync();
        List<Ran> results = await reading.Bounded();
        Output.WriteLine($"{results.Count} items.");
        Assert.Equal(Enumerable.Range(0, results.Count), results.Select(ran => ran.Index));
        Assert.All(results, ran => Assert.Equal(1, ran.Attempt));
        Assert.Equal(Enumerable.Range(0, results.Count), gate.Visits.Select(visit => visit.Index).Order());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task MapAsync_WhoseItemsOutlastTheirCoordinatorsSilo_RunsEachOnce(int maxAttempts)
    {
        const int Items = 60;
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess leaving = await Cluster.CoordinatorOfAsync(pool);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.PassUnlessAt, gate.Items(Items).Select(item => (item, leaving.SiloPort)), chunkSize: 2, new JobOptions { MaxAttempts = maxAttempts });
        await gate.WhenAsync(visits => visits.Count(visit => !leaving.Is(visit.Silo)) >= 4);

        // It ends while items run on the others, which are held until another coordinator is there.
        leaving.Process.Terminate();
        Assert.Equal(0, await leaving.Process.Ended.Bounded());
        await Cluster.WholeAsync(pool);
        gate.Open();
        Ran[] results = await map.Bounded();
        Assert.Equal(Enumerable.Range(0, Items), results.Select(ran => ran.Index));
        Assert.All(results, ran => Assert.Equal(1, ran.Attempt));
        Assert.Equal(Enumerable.Range(0, Items), gate.Visits.Select(visit => visit.Index).Order());
    }

    private static async IAsyncEnumerable<HeldItem> EndlessAsync(string gate, [EnumeratorCancellation] CancellationToken enough)
    {
        for (int index = 0; !enough.IsCancellationRequested; index++)
        {
            yield return new HeldItem(index, gate);
            await Task.Yield();
        }
    }

    private static async Task<List<Ran>> ReadAsync(ImapResult<Ran> imap)
    {
        List<Ran> read = [];
        await foreach (Ran ran in imap)
        {
            read.Add(ran);
        }

        return read;
    }
}
