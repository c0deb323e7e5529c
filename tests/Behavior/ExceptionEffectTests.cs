using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>What else runs when items fail, seen from within the process of the functions.</summary>
public abstract class ExceptionEffectTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithSeveralFailures_RunsAllAndThrowsThatOfTheLowestIndex()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(x => FailLate(key, x), Enumerable.Range(0, 40), chunkSize: 1);
        await gate.ReachedAsync(1);
        await Eventually.HoldsAsync(() => result.Progress.Completed >= 39, "all but the first failure are there");
        Assert.False(result.IsReady);
        gate.Open();
        Assert.Equal(3, (await Assert.ThrowsAsync<OrderException>(() => result.Bounded())).Order);
        Expect.Items([3, 30], result.Outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => ((OrderException)outcome.Error!).Order));
        Assert.Equal(38, result.Outcomes.Count(outcome => outcome.IsSuccess && outcome.Value == outcome.Index));
        Assert.Equal(2, result.Progress.Failed);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithFailFast_EndsAtOnceAndCancelsTheRest()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { ErrorMode = ErrorMode.FailFast };
        MapResult<int> result = Pool.MapAsync((x, token) => FailOrHold(key, x, token), Enumerable.Range(0, 1000), chunkSize: 1, options);
        await Assert.ThrowsAsync<OrderException>(() => result.Bounded());
        Assert.IsType<OrderException>(result.Outcomes[0].Error);
        Assert.All(result.Outcomes.Skip(Workers + 100), outcome => Assert.True(outcome.IsAbandoned));
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    private static int Refuse(int order) => throw new OrderException(order, ["late", "wrong"]);

    private static int FailLate(string key, int x)
    {
        if (x == 3)
        {
            Gate.Pass(key);
        }

        return x is 3 or 30 ? Refuse(x) : x;
    }

    private static int FailOrHold(string key, int x, CancellationToken token)
    {
        if (x == 0)
        {
            return Refuse(x);
        }

        Gate.Pass(key, token);
        return x;
    }
}
