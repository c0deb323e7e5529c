using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests;

/// <summary>A silo is told to stop, and what it runs takes longer than it may.</summary>
[Collection(OwnClusters.Name)]
public sealed class DrainTests : IDisposable
{
    private const int Items = 12;

    private readonly Gate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact(Timeout = Bound.Test)]
    public async Task Items_ThatOutlastTheDrainTime_AreToldToEndAndRunAgainElsewhere()
    {
        (MapResult<Ran> map, SiloProcess leaving) = await CutOffAsync(Held.NoteEndAt, new JobOptions());
        Assert.Equal(Enumerable.Range(0, Items), map.Outcomes.Select(outcome => outcome.Value!.Index));
        Assert.All(map.Outcomes, outcome => Assert.Equal(1, outcome.Attempt));
        IEnumerable<IGrouping<int, int>> cutOff = _gate.ItemsAt(leaving).GroupBy(index => index);
        Assert.NotEmpty(cutOff);
        Assert.All(cutOff, visits => Assert.Equal(2, visits.Count()));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_ThatDoNotHeedTheEndOfTheDrainTime_RunAgainElsewhereFreeOfCharge()
    {
        (MapResult<Ran> map, _) = await CutOffAsync(Held.PassOnlyAt, new JobOptions());
        Assert.Equal(Enumerable.Range(0, Items), map.Outcomes.Select(outcome => outcome.Value!.Index));
        Assert.All(map.Outcomes, outcome => Assert.Equal(1, outcome.Attempt));
        Assert.Contains(_gate.Visits.GroupBy(visit => visit.Index), runs => runs.Count() == 2);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_ThatOutlastTheDrainTimeAndMayRunOnce_FailWithTheirSilo()
    {
        (MapResult<Ran> map, SiloProcess leaving) = await CutOffAsync(Held.PassOnlyAt, new JobOptions { MaxAttempts = 1, ErrorMode = ErrorMode.Collect });
        int[] cutOff = _gate.ItemsAt(leaving);
        Assert.All(map.Outcomes, outcome =>
        {
            if (cutOff.Contains((int)outcome.Index))
            {
                Assert.IsType<WorkerLostException>(outcome.Error);
            }
            else
            {
                Assert.True(outcome.IsSuccess, $"Item {outcome.Index}: {outcome.Error}");
            }
        });
        Assert.Equal(Items, _gate.Visits.Count);
    }

    /// <summary>
    /// One of two silos is told to stop, with a second to drain, while it runs items that wait there for ever, or until they are told to end. Gives what
    /// became of all, and checks what the silo tells.
    /// </summary>
    private async Task<(MapResult<Ran> Map, SiloProcess Leaving)> CutOffAsync(Func<(HeldItem, int), Ran> function, JobOptions options)
    {
        ClusterPlan plan = TestCluster.Plan with { Silos = 2, Arguments = [.. TestCluster.Plan.Arguments, "--drain-time", "1", "--log", "json"] };
        await using TestCluster cluster = await TestCluster.StartAsync(plan);
        await using Pool pool = await cluster.PoolAsync();
        SiloProcess coordinators = await cluster.CoordinatorOfAsync(pool);
        SiloProcess leaving = cluster.Silos.Single(silo => silo != coordinators);
        (HeldItem, int)[] items = [.. _gate.Items(Items).Select(item => (item, leaving.SiloPort))];
        MapResult<Ran> map = pool.MapAsync(function, items, chunkSize: 1, options);
        await _gate.WhenAsync(visits => visits.Any(visit => leaving.Is(visit.Silo)));

        leaving.Process.Terminate();
        await map.Bounded();
        await leaving.Process.Ended.Bounded();
        foreach (int line in new[] { 7210, 7212, 7213 })
        {
            await OperationsPage.IsToldAsync(leaving.Process.Log, "a silo is told to stop", line);
        }

        return (map, leaving);
    }
}
