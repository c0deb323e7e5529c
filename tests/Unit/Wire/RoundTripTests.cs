using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

public sealed class RoundTripTests
{
    private readonly RoundTrip _trip = new();

    [Fact]
    public void Microseconds_BeforeAnyMessage_IsNothing() => Assert.Equal(0, _trip.Microseconds);

    [Fact]
    public void Microseconds_FallsAtOnce()
    {
        Took(50, 2);
        Assert.Equal(2_000, _trip.Microseconds);
    }

    [Fact]
    public void Microseconds_AfterOneLateAnswer_HasHardlyRisen()
    {
        Took(2, 10);
        Assert.Equal(3_000, _trip.Microseconds);
    }

    [Fact]
    public void Microseconds_OfALinkThatHasBecomeLonger_Follows()
    {
        Took([2, .. Enumerable.Repeat(10, 40)]);
        Assert.InRange(_trip.Microseconds, 9_900, 10_000);
    }

    [Fact]
    public void Microseconds_OfAnAnswerAfterMinutes_IsASecond()
    {
        Took(120_000);
        Assert.Equal(1_000_000, _trip.Microseconds);
    }

    private void Took(params int[] milliseconds)
    {
        foreach (int each in milliseconds)
        {
            _trip.Took(TimeSpan.FromMilliseconds(each));
        }
    }
}
