using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>User code takes more memory than its silo may have, while an argument is decoded, while the function runs, while a result is encoded.</summary>
[Collection(OwnClusters.Name)]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Items = 12;

    /// <summary>Should each item kill its silo at each attempt, these are six deaths of 5 s.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6 * 5);

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
        var clock = FairClock.StartNew();
        MapResult<Deadly> map = pool.MapAsync(Deadly.Return, items, chunkSize: 4, new JobOptions { MaxAttempts = 2, ErrorMode = ErrorMode.Collect });
        await map.Bounded();

        // .NET throws where memory runs out, and that is in the item. Should it be elsewhere as well, the process ends: then the item is charged for it.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
        output.WriteLine($"{clock}, exit codes: {string.Join(' ', supervisor.ExitCodes)}, errors:");
        output.WriteLine(string.Join('\n', map.Outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => $"{MomentOf(outcome.Index)}: {outcome.Error?.GetType().Name}")));
        Assert.All(map.Outcomes, outcome =>
        {
            if (MomentOf(outcome.Index) is not { } moment)
            {
                Assert.True(outcome.IsSuccess, $"{outcome.Index}: {outcome.Error}");
            }
            else if (outcome.Error is WorkerLostException)
            {
                Assert.NotEmpty(supervisor.ExitCodes);
            }
            else
            {
                Assert.IsType(ErrorAt(moment), outcome.Error);
                Assert.Contains(nameof(OutOfMemoryException), $"{outcome.Error}");
            }
        });
        await supervisor.AllUpAsync();
        await cluster.WholeAsync(pool);
    }

    private static Type ErrorAt(Moment moment) => moment switch
    {
        Moment.Decode => typeof(ArgumentNotSerializableException),
        Moment.Encode => typeof(ResultNotSerializableException),
        _ => typeof(OutOfMemoryException),
    };

    private static Moment? MomentOf(long index) => index switch
    {
        1 => Moment.Decode,
        6 => Moment.Run,
        11 => Moment.Encode,
        _ => null,
    };
}
