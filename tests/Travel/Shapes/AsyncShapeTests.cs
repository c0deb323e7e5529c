using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>Asynchronous functions, iterators and tokens.</summary>
public abstract class AsyncShapeTests(GenericSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public Task AsyncLambda()
    {
        int plus = 3;
        return SameAsync(
            async x =>
            {
                await Task.Yield();
                return x + plus;
            },
            Numbers);
    }

    [Fact(Timeout = Bound.Test)]
    public Task AsyncLocalFunction()
    {
        return SameAsync(TwiceAsync, Numbers);

        static async Task<int> TwiceAsync(int x)
        {
            await Task.Delay(1);
            return 2 * x;
        }
    }

    [Fact(Timeout = Bound.Test)]
    public Task QueriesAndIterators() => SameAsync(x => Enumerable.Range(0, x).Where(y => y % 2 == 0).Select(y => y * x).Sum() + Count(x).Last(), Numbers);

    [Fact(Timeout = Bound.Test)]
    public async Task Token_OfACancelledJob_ReachesTheFunction()
    {
        AsyncResult<int> waits = Pool.ApplyAsync(async (int x, CancellationToken token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return x;
        }, 1);
        AsyncResult<int> other = Pool.ApplyAsync(x => x, 5);
        Assert.Equal(5, await other.Bounded());
        waits.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits.Bounded());
    }

    private static IEnumerable<int> Count(int to)
    {
        for (int at = 0; at <= to; at++)
        {
            yield return at;
        }
    }
}
