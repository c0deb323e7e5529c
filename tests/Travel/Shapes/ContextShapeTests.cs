using Microsoft.Extensions.Logging;
using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>What functions of a package know and have of the silo that runs them.</summary>
public abstract class ContextShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    private readonly GenericSilo _silo = silo;

    [Fact(Timeout = Bound.Test)]
    public async Task Context_NamesTheItem()
    {
        MapResult<string> map = Pool.MapAsync(
            x =>
            {
                PoolContext context = PoolContext.Current;
                return $"{context.JobId} {context.ItemIndex} {context.Attempt} {context.WorkerId.StartsWith(context.Silo, StringComparison.Ordinal)} {context.State is null} {x}";
            },
            Numbers);
        Assert.Equal(Numbers.Select((x, index) => $"{map.JobId} {index} 1 True True {x}"), await map.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Context_FlowsWithAwait()
    {
        long[] items = await Pool.MapAsync(
            async x =>
            {
                await Task.Delay(x);
                return PoolContext.Current.ItemIndex;
            },
            Numbers).Bounded();
        Assert.Equal([0, 1, 2, 3], items);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Workers_HaveAState_AndAFinalizer()
    {
        await using Pool pool = await _silo.Silo.ConnectAsync(options =>
        {
            options.Initializer = () => new Node(40);
            options.Finalizer = (Node node) => new Shape("end", node.Value);
        });
        Assert.Equal((int[])[41, 42], await pool.MapAsync(x => PoolContext.Current.GetState<Node>().Value + x, [1, 2]).Bounded());
        pool.Close();
        await pool.JoinAsync().WaitAsync(Bound.Limit);
        Assert.All(pool.FinalizerResults, result => Assert.Equal(new Shape("end", 40), result.Value));
        Assert.NotEmpty(pool.FinalizerResults);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task FailingInitializer_ArrivesAsItsOwnType()
    {
        await using Pool pool = await _silo.Silo.ConnectAsync(options => options.Initializer = Fail);
        Assert.Equal(9, (await Assert.ThrowsAsync<LimitException>(() => pool.MapAsync(x => x, Numbers).Bounded())).Limit);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logs_ReachTheCaller()
    {
        var log = new TextLog();
        await Pool.MapAsync(
            x =>
            {
                PoolContext.Current.Logger.LogWarning("saw {Item}", x);
                return x;
            },
            Numbers,
            options: new JobOptions { Logger = log }).Bounded();
        Assert.Equal(Numbers.Select(x => $"saw {x}"), log.Lines.Order(StringComparer.Ordinal).OrderBy(line => line.Length));
    }

    private static object Fail() => throw new LimitException("no model", 9);
}
