using CsCheck;
using OrleansPool.Payloads;
using OrleansPool.Retrying;

namespace OrleansPool.UnitTests.Retrying;

public sealed class RetryDelayTests
{
    private static readonly Gen<RetryDelay> Delays = Gen.Select(
        Gen.Int[0, 100_000],
        Gen.Int[0, 10_000_000],
        Gen.Double[1, 100],
        Gen.Double[0, 1],
        (first, more, factor, jitter) => new RetryDelay(TimeSpan.FromMilliseconds(first), TimeSpan.FromMilliseconds(first + more), factor, jitter));

    [Fact]
    public void Before_AnyRetry_IsWithinItsBounds() =>
        Gen.Select(Delays, Gen.Int[1, 1000], Gen.Double[0, 0.999999]).Sample((delay, retry, random) =>
        {
            TimeSpan most = (delay with { Jitter = 0 }).Before(retry, 0);
            Assert.InRange(most, delay.First, delay.Longest);
            Assert.InRange(delay.Before(retry, random), TimeSpan.FromTicks((long)(most.Ticks * (1 - delay.Jitter)) - 1), most);
        });

    [Fact]
    public void Before_LaterRetries_WaitNoShorter() =>
        Gen.Select(Delays, Gen.Int[1, 999]).Sample((delay, retry) => Assert.True(delay.Before(retry, 0.5) <= delay.Before(retry + 1, 0.5)));

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(3, 400)]
    [InlineData(4, 500)]
    [InlineData(1000, 500)]
    public void Before_WithoutJitter_GrowsByTheFactorUpToTheCap(int retry, int milliseconds)
    {
        var delay = new RetryDelay(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), Factor: 2, Jitter: 0);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), delay.Before(retry, 0.7));
    }

    [Theory]
    [InlineData(1, 0, 100)]
    [InlineData(1, 0.75, 25)]
    [InlineData(0.5, 0, 100)]
    [InlineData(0.5, 0.5, 75)]
    public void Before_WithJitter_TakesItsRandomPartOff(double jitter, double random, int milliseconds)
    {
        var delay = new RetryDelay(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30), Factor: 2, jitter);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), delay.Before(1, random));
    }

    [Fact]
    public void Before_WithADelayOfZero_IsZeroAlways()
    {
        var delay = new RetryDelay(TimeSpan.Zero, TimeSpan.FromSeconds(30), Factor: 100, Jitter: 1);

        Assert.Equal(TimeSpan.Zero, delay.Before(1000, 0.5));
    }

    [Fact]
    public void Policy_WithADelayBeyondTheUsualCap_IsNotCappedBelowIt()
    {
        var policy = new RetryPolicy(new RetryOptions { Delay = TimeSpan.FromMinutes(5), Jitter = 0 }, PayloadSerializer.Shared.Results);

        Assert.Equal(TimeSpan.FromMinutes(5), policy.Delay.Before(3, 0));
    }
}
