using OrleansPool.Samples.Article.Computing;

namespace OrleansPool.SampleTests.Comparing;

public sealed class BreakEvenTests
{
    [Fact]
    public void Crossing_LinesThatCrossBetweenTwoPoints_IsThere()
    {
        // The loop's cost and the map's, in microseconds a call: they are equal at 2.
        CostPoint[] points = [new(1, 1.5), new(3, 2.5), new(5, 3.5)];

        Assert.Equal(2, BreakEven.Crossing(points)!.Value, precision: 6);
    }

    [Fact]
    public void Crossing_MapWinsFromTheStart_IsTheFirstCost() => Assert.Equal(1, BreakEven.Crossing([new(1, 0.5), new(2, 1)]));

    [Fact]
    public void Crossing_MapWinsOnlyOnce_IsUnknown() => Assert.Null(BreakEven.Crossing([new(1, 2), new(2, 3), new(3, 2)]));
}
