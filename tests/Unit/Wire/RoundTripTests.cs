using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

public sealed class RoundTripTests
{
    private readonly RoundTrip _trip = new();

    [Theory]
    [InlineData]
    [InlineData(100)]
    [InlineData(100, 100)]
    public void Microseconds_OfFewMessages_AreNotKnown(params int[] milliseconds)
    {
        Took(milliseconds);
        Assert.Equal(0, _trip.Microseconds);
    }

    [Fact]
    public void Microseconds_AfterASlowStart_AreThoseOfTheLink()
    {
        Took(400, 3, 2);
        Assert.Equal(2_000, _trip.Microseconds);
    }

    [Fact]
    public void Microseconds_AfterLateAnswers_AreStillThoseOfTheLink()
    {
        Took(2, 2, 2, 900, 900, 900, 900, 900, 900, 900);
        Assert.Equal(2_000, _trip.Microseconds);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(37)]
    public void Microseconds_OfALinkThatHasBecomeLonger_Follow(int messages)
    {
        Took([2, 2, 2, .. Enumerable.Repeat(10, messages)]);
        Assert.Equal(10_000, _trip.Microseconds);
    }

    [Fact]
    public void Microseconds_OfAnswersAfterMinutes_AreHalfASecond()
    {
        Took(120_000, 120_000, 120_000);
        Assert.Equal(500_000, _trip.Microseconds);
    }

    private void Took(params int[] milliseconds)
    {
        foreach (int each in milliseconds)
        {
            _trip.Took(TimeSpan.FromMilliseconds(each));
        }
    }
}
