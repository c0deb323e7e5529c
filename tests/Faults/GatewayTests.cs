using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A client knows two gateways. Each dies in its turn, and the client moves on to the other.</summary>
public sealed class GatewayTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 400;

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseGatewayDies_GoesOnThroughAnother()
    {
        SiloProcess[] gateways = [.. Cluster.Silos.Take(2)];
        await using Pool pool = await Pool.ConnectAsync(string.Join(',', gateways.Select(silo => silo.Gateway)), options => options.ClusterId = Cluster.Id);
        WaitingItem[] items = [.. Enumerable.Range(0, Items).Select(index => new WaitingItem(index, 10))];
        foreach (SiloProcess gateway in gateways)
        {
            AsyncResult<Answer[]> map = pool.MapAsync(WaitingItem.Wait, items);
            await Eventually.HoldsAsync(() => map.Progress.Completed > 20, "the job is under way");
            gateway.Process.Kill();
            Assert.Equal(items.Select(item => WaitingItem.AnswerTo(item.Index)), (await map.Bounded()).Select(answer => answer.Value));
            await Cluster.MendAsync();
        }
    }
}
