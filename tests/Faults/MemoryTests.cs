using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>User code takes more memory than its silo may have, while an argument is decoded, while the function runs, while a result is encoded.</summary>
[Collection(OwnClusters.Name)]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Items = 12;

    [Theory(Timeout = Bound.Test)]
    [InlineData(Moment.Decode)]
    [InlineData(Moment.Run)]
    [InlineData(Moment.Encode)]
    public async Task MapAsync_WithAnItemThatTakesAllMemory_FailsItAlone(Moment moment)
    {
        const int Greedy = 5;
        await using TestCluster cluster = await TestCluster.StartAsync(TestCluster.Plan with
        {
            Silos = 2,
            Environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x6000000" },
        });
        await using Pool pool = await cluster.PoolAsync();
        await using var supervisor = new Supervisor(cluster.Silos);
        Deadly[] items = [.. Enumerable.Range(0, Items).Select(index => new Deadly(index, index == Greedy ? Fatality.OutOfMemory : Fatality.None, moment))];
        MapResult<Deadly> map = pool.MapAsync(Deadly.Return, items, chunkSize: 4, new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect });
        await map.Bounded();

        // .NET throws where memory runs out. Where that is nowhere near the item, its process may end.
        ItemOutcome<Deadly> failed = Assert.Single(map.Outcomes, outcome => !outcome.IsSuccess);
        output.WriteLine($"{failed.Error!.GetType().Name}, exit codes: {string.Join(' ', supervisor.ExitCodes)}");
        Assert.Equal(Greedy, failed.Index);
        Assert.True(failed.Error is WorkerLostException or OutOfMemoryException or ArgumentNotSerializableException or ResultNotSerializableException, failed.Error.ToString());
        await supervisor.AllUpAsync();
        await cluster.WholeAsync(pool);
    }
}
