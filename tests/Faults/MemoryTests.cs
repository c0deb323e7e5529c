using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>User code takes more memory than its silo may have, while an argument is decoded, while the function runs, while a result is encoded.</summary>
[Collection(OwnClusters.Name)]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Items = 12;

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithItemsThatTakeAllMemory_FailsThemAlone()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(TestCluster.Plan with
        {
            Silos = 2,
            Environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x6000000" },
        });
        await using Pool pool = await cluster.PoolAsync();
        await using var supervisor = new Supervisor(cluster.Silos);
        Deadly[] items = [.. Enumerable.Range(0, Items).Select(index => MomentOf(index) is { } moment
            ? new Deadly(index, Fatality.OutOfMemory, moment)
            : new Deadly(index, Fatality.None, Moment.Run))];
        MapResult<Deadly> map = pool.MapAsync(Deadly.Return, items, chunkSize: 4, new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect });
        await map.Bounded();

        // .NET throws where memory runs out. Where that is nowhere near the item, its process may end.
        Assert.All(map.Outcomes, outcome =>
        {
            if (MomentOf(outcome.Index) is not { } moment)
            {
                Assert.True(outcome.IsSuccess, $"{outcome.Index}: {outcome.Error}");
                return;
            }

            output.WriteLine($"{moment}: {outcome.Error?.GetType().Name}, exit codes: {string.Join(' ', supervisor.ExitCodes)}");
            Assert.True(
                outcome.Error is WorkerLostException or OutOfMemoryException or ArgumentNotSerializableException or ResultNotSerializableException,
                $"{moment}: {outcome.Error}");
        });
        await supervisor.AllUpAsync();
        await cluster.WholeAsync(pool);
    }

    private static Moment? MomentOf(long index) => index switch
    {
        1 => Moment.Decode,
        6 => Moment.Run,
        11 => Moment.Encode,
        _ => null,
    };
}
