using OrleansPool.Collecting;

namespace OrleansPool.UnitTests.Collecting;

/// <summary>What is kept of failures.</summary>
public sealed class FailureLogTests
{
    [Fact]
    public void Unlimited_KeepsAllInOrderOfTheirIndexes()
    {
        var log = FailureLog.Unlimited();
        foreach (long index in new long[] { 7, 3, 20_000, 5 }.Concat(Enumerable.Range(100, 15_000).Select(at => (long)at)))
        {
            log.Add(Failure(index));
        }

        Assert.Equal(15_004, log.ToList().Count);
        Assert.Equal([3L, 5, 7, 100], log.ToList().Take(4).Select(failure => failure.Index));
        Assert.Equal(3, log.First!.Index);
        Assert.Equal(5, log.Find(5)!.Index);
        Assert.Null(log.Find(6));
    }

    [Fact]
    public void Bounded_KeepsTheFirstThatArriveAndKnowsTheLowest()
    {
        var log = FailureLog.Bounded();
        for (long index = 50_000; index > 1; index--)
        {
            log.Add(Failure(index));
        }

        Assert.Equal(FailureLog.MostItems, log.ToList().Count);
        Assert.Equal(50_000, log.ToList()[^1].Index);
        Assert.Equal(2, log.First!.Index);
    }

    [Fact]
    public void Bounded_WithLargeFailures_IsLimitedInBytesToo()
    {
        var log = FailureLog.Bounded();
        for (long index = 0; index < 1000; index++)
        {
            log.Add(Failure(index, 1 << 20));
        }

        Assert.Equal(FailureLog.MostBytes >> 20, log.ToList().Count);
    }

    [Fact]
    public void Empty_HasNone()
    {
        Assert.Null(FailureLog.Bounded().First);
        Assert.Empty(FailureLog.Bounded().ToList());
    }

    private static FailedItem Failure(long index, long bytes = 100) => new() { Index = index, Error = new InvalidOperationException(), Bytes = bytes };
}
