using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>An item that kills its silo each time fails alone, after as many deaths as it may cost; the others of its chunk are delivered.</summary>
[Collection(SiloCollection.Name)]
public sealed class PoisonTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 30;
    private const int Poisonous = 13;

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithAPoisonousItem_FailsItAloneAfterMaxAttempts()
    {
        const int MaxAttempts = 3;
        await using Pool pool = await Cluster.PoolAsync();
        await using var supervisor = new Supervisor(Cluster.Silos);
        Deadly[] items = [.. Enumerable.Range(0, Items).Select(index => new Deadly(index, index == Poisonous ? Fatality.Exit : Fatality.None, Moment.Run))];
        MapResult<Deadly> map = pool.MapAsync(
            Deadly.Return,
            items,
            chunkSize: 10,
            new JobOptions { MaxAttempts = MaxAttempts, ErrorMode = ErrorMode.Collect });
        await map.Bounded();

        ItemOutcome<Deadly> failed = Assert.Single(map.Outcomes, outcome => !outcome.IsSuccess);
        var error = Assert.IsType<WorkerLostException>(failed.Error);
        Assert.Equal((Poisonous, Poisonous, MaxAttempts), (failed.Index, error.ItemIndex, error.Attempts));
        Assert.Equal(items.Select(item => item.Index).Where(index => index != Poisonous), map.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value!.Index));

        // One death more when the first only put the item in doubt and the second was the coordinator's own: that doubt is forgotten. Silos that
        // others took for dead, on a busy machine, end with another code.
        Output.WriteLine($"Exit codes: {string.Join(' ', supervisor.ExitCodes)}");
        Assert.InRange(supervisor.ExitCodes.Count(code => code == Deadly.ExitCode), MaxAttempts, MaxAttempts + 1);
        await supervisor.AllUpAsync();
        await Cluster.WholeAsync(pool);
    }
}
