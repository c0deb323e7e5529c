using Microsoft.Extensions.DependencyInjection;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>What functions of a package have of the silo whose threads run them.</summary>
[Collection(nameof(GenericSilo))]
public sealed class SiloShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public async Task SharedValues_OfTheFrameworkAndOfTheProgram()
    {
        using Shared<int[]> numbers = await Pool.ShareAsync(Enumerable.Range(0, 100_000).ToArray()).WaitAsync(Bound.Limit);
        using Shared<Shape[]> shapes = await Pool.ShareAsync(new[] { new Shape("a", 1), new Square(2) }).WaitAsync(Bound.Limit);
        Assert.Equal((double[])[5, 6], await Pool.MapAsync(x => numbers.Value[x] + shapes.Value[1].Size, [1, 2]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Services_OfTheFramework_AreThere_AndOthersAreRefusedClearly()
    {
        Assert.True(await Pool.ApplyAsync(() => PoolContext.Current.Services.GetRequiredService<TimeProvider>().GetUtcNow().Year > 2000).Bounded());
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(() => PoolContext.Current.Services.GetRequiredService<Node>().Value).Bounded());
        Assert.Contains("for code that travels", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task PoolOfTheContext_IsRefusedClearly()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(() => PoolContext.Current.Pool.WorkerCount).Bounded());
        Assert.Contains("code that travels", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ItemThatDoesNotEnd_IsWrittenOff()
    {
        MapResult<double> map = Pool.MapAsync(
            x =>
            {
                Thread.Sleep(Timeout.Infinite);
                return x.Size;
            },
            [new Shape("endless", 1)],
            options: new JobOptions { ItemTimeout = TimeSpan.FromMilliseconds(200), ItemTimeoutGrace = TimeSpan.FromMilliseconds(100) });
        await Assert.ThrowsAsync<ItemTimeoutException>(() => map.Bounded());
        Assert.Contains("endless", map.Outcomes[0].InputPreview, StringComparison.Ordinal);
        Assert.Equal(3, await Pool.ApplyAsync(x => x, 3).Bounded());
    }
}
