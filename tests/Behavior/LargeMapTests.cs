using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Many maps of large arrays at the same time, of which some fail, are cancelled, or run items again: no item gets the memory of another.</summary>
public abstract class LargeMapTests(PoolFixture fixture) : PoolTests(fixture)
{
    private const int Rounds = 12;
    private const int Jobs = 8;
    private const int Items = 60_000;
    private const int Rare = 9_973;

    [Fact(Timeout = Bound.Test)]
    public async Task Maps_OfManyArraysAtTheSameTime_MixNothingUp()
    {
        var random = new Random(7);
        for (int round = 0; round < Rounds; round++)
        {
            Task[] jobs = [.. Enumerable.Range(0, Jobs).Select(job => RunAsync(job, random.NextInt64(1L << 40), random.Next(1, Items)))];
            await Task.WhenAll(jobs).WaitAsync(Bound.Limit);
        }
    }

    private static long Next(long x) => (x * 3) + 1;

    private static long FailOnce(long x) => x % Rare == 0 && PoolContext.Current.Attempt == 1 ? throw new InvalidOperationException("once") : Next(x);

    private static long FailSome(long x) => x % Rare == 0 ? throw new InvalidOperationException("some") : Next(x);

    private static async Task<long> NextAsync(long x)
    {
        if (x % 1_000 == 0)
        {
            await Task.Yield();
        }

        return Next(x);
    }

    private static void AssertRight(long[] items, long[] results) => Assert.True(items.Select(Next).SequenceEqual(results), "an item has another's result");

    private async Task RunAsync(int job, long seed, int chunkSize)
    {
        long[] items = [.. Enumerable.Range(0, Items).Select(item => seed + item)];
        switch (job)
        {
            case 0:
                AssertRight(items, await Pool.MapAsync(Next, items));
                break;
            case 1:
                AssertRight(items, await Pool.MapAsync(Next, items, chunkSize));
                break;
            case 2:
                AssertRight(items, await Pool.MapAsync(FailOnce, items, options: new JobOptions { Retry = new RetryOptions { Attempts = 2, Delay = TimeSpan.FromMilliseconds(1) } }));
                break;
            case 3:
                await CollectAsync(items);
                break;
            case 4:
                MapResult<long> cancelled = Pool.MapAsync(Next, items, chunkSize: 100);
                cancelled.Cancel();
                await Task.WhenAny(cancelled.AsTask());
                break;
            case 5:
                AssertRight(items, await Pool.MapAsync(Next, items, options: new JobOptions { ItemTimeout = TimeSpan.FromMinutes(1) }));
                break;
            case 6:
                AssertRight(items, await Pool.MapAsync(x => NextAsync(x), items));
                break;
            default:
                AssertRight(items, await Pool.MapAsync(Next, items, options: new JobOptions { Hedge = true }));
                break;
        }
    }

    private async Task CollectAsync(long[] items)
    {
        MapResult<long> map = Pool.MapAsync(FailSome, items, options: new JobOptions { ErrorMode = ErrorMode.Collect });
        await map;
        Assert.Equal(items.Count(item => item % Rare == 0), map.Failures.Count);
        Assert.All(map.Outcomes.Where(outcome => outcome.IsSuccess), outcome => Assert.Equal(Next(items[outcome.Index]), outcome.Value));
    }
}
