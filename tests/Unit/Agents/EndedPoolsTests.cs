using OrleansPool.Agents;

namespace OrleansPool.UnitTests.Agents;

public sealed class EndedPoolsTests
{
    private readonly EndedPools _ended = new();

    [Fact]
    public void Pool_ThatNobodyEnded_HasNoEpochThatIsOver() => Assert.Equal(0, _ended.Of("a"));

    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    public void Pool_ThatEndsTwice_IsOverUpToTheLaterEpoch(long first, long second)
    {
        _ended.Add("a", first);
        _ended.Add("a", second);
        Assert.Equal(5, _ended.Of("a"));
    }

    [Fact]
    public void Pools_ThatEndedLongAgo_AreForgotten()
    {
        for (int number = 0; number < 3_000; number++)
        {
            _ended.Add($"pool {number}", 1);
        }

        Assert.Equal((0, 1), (_ended.Of("pool 0"), _ended.Of("pool 2999")));
        Assert.Equal(1_000, Enumerable.Range(0, 3_000).Count(number => _ended.Of($"pool {number}") != 0));
    }
}
