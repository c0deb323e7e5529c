using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>
/// A cluster of one silo: each death of it is also that of the coordinator, and of all that it knew. The client remembers what items are
/// charged with, so a poisonous one does not kill the silo for ever.
/// </summary>
[Collection(OwnClusters.Name)]
public sealed class OneSiloTests(ITestOutputHelper output)
{
    private const int Items = 20;
    private const int Poisonous = 7;

    [Theory(Timeout = Bound.Test)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task MapAsync_WithAPoisonousItem_FailsItAloneAfterMaxAttempts(int maxAttempts)
    {
        await using TestCluster cluster = await TestCluster.StartAsync(TestCluster.Plan with { Silos = 1, Store = StoreKind.Localhost });
        await using Pool pool = await cluster.PoolAsync();
        await using var supervisor = new Supervisor(cluster.Silos);
        Deadly[] items = [.. Enumerable.Range(0, Items).Select(index => new Deadly(index, index == Poisonous ? Fatality.Exit : Fatality.None, Moment.Run))];
        MapResult<Deadly> map = pool.MapAsync(
            Deadly.Return,
            items,
            chunkSize: 5,
            new JobOptions { MaxAttempts = maxAttempts, ErrorMode = ErrorMode.Collect });
        await map.Bounded();

        output.WriteLine($"Exit codes: {string.Join(' ', supervisor.ExitCodes)}");
        ItemOutcome<Deadly> failed = Assert.Single(map.Outcomes, outcome => !outcome.IsSuccess);
        Assert.Equal(maxAttempts, Assert.IsType<WorkerLostException>(failed.Error).Attempts);
        Assert.Equal(Poisonous, failed.Index);

        // One more when it ran unsuspected a second time, together with others that are as short.
        Assert.InRange(supervisor.ExitCodes.Count, maxAttempts, maxAttempts + 1);
    }
}
