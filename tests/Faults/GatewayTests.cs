using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A client knows two gateways, or reads the store for them. Each dies or hangs in its turn, and the client moves on to another.</summary>
[Collection(SiloCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class GatewayTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 400;

    [Theory(Timeout = Bound.Test)]
    [InlineData(Blow.Kill, false)]
    [InlineData(Blow.Kill, true)]
    [InlineData(Blow.Freeze, false)]
    public async Task MapAsync_WhoseGatewayIsStruck_GoesOnThroughAnother(Blow blow, bool byStore)
    {
        SiloProcess[] gateways = [.. Cluster.Silos.Take(2)];
        await using Pool pool = byStore
            ? await Pool.ConnectAsync(Cluster.Store.Tell, options => options.ClusterId = Cluster.Id)
            : await Pool.ConnectAsync(string.Join(',', gateways.Select(silo => silo.Gateway)), options => options.ClusterId = Cluster.Id);
        WaitingItem[] items = [.. Enumerable.Range(0, Items).Select(index => new WaitingItem(index, 10))];
        foreach (SiloProcess gateway in gateways)
        {
            AsyncResult<Answer[]> map = pool.MapAsync(WaitingItem.Wait, items);
            await Eventually.HoldsAsync(() => map.Progress.Completed > 20, "the job is under way");
            Strike(gateway, blow);
            Assert.Equal(items.Select(item => WaitingItem.AnswerTo(item.Index)), (await map.Bounded()).Select(answer => answer.Value));
            await EndsAsync(gateway, blow, pool);
            await Cluster.MendAsync();
        }
    }
}
