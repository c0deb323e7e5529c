using Microsoft.Extensions.Time.Testing;
using OrleansPool.Agents;

namespace OrleansPool.UnitTests.Agents;

/// <summary>Pools that always have work share a silo's slots by weight, also where no share is a whole number of slots.</summary>
public sealed class PoolTurnTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(1, new[] { 3.0, 1 })]
    [InlineData(2, new[] { 3.0, 1 })]
    [InlineData(2, new[] { 1.0, 1, 1 })]
    [InlineData(3, new[] { 1.0, 1 })]
    [InlineData(4, new[] { 3.0, 1 })]
    [InlineData(4, new[] { 10.0, 1, 0.5 })]
    [InlineData(5, new[] { 1.0, 2, 3, 4 })]
    public void Slots_OverTime_AreSharedByWeight(int slots, double[] weights)
    {
        FairShare[] pools = [.. weights.Select(weight => new FairShare(weight, _time))];
        var ends = new PriorityQueue<FairShare, long>();
        double[] got = new double[pools.Length];
        for (int item = 0; item < 20_000; item++)
        {
            if (ends.Count == slots)
            {
                ends.TryDequeue(out FairShare? ended, out long end);
                _time.SetUtcNow(new DateTimeOffset(end, TimeSpan.Zero));
                ended!.Hold(-1, _time.GetTimestamp());
            }

            FairShare next = Next(pools, slots - ends.Count);
            int pool = Array.IndexOf(pools, next);

            // Of unequal length, and the same for no two pools: it is time that is shared, not items.
            long length = TimeSpan.TicksPerMillisecond * (1 + pool) * (1 + (item % 5));
            got[pool] += length;
            next.Hold(1, _time.GetTimestamp());
            ends.Enqueue(next, _time.GetUtcNow().Ticks + length);
        }

        for (int pool = 0; pool < pools.Length; pool++)
        {
            Assert.Equal(weights[pool] / weights.Sum(), got[pool] / got.Sum(), 0.01);
        }
    }

    [Fact]
    public void WholeSlotsOfAShare_AreAPoolsWhateverItHasUsed()
    {
        FairShare[] pools = [new(1, _time), new(1, _time)];
        pools[0].CatchUp(1000);
        pools[1].Hold(1, _time.GetTimestamp());
        Assert.Same(pools[0], Next(pools, free: 1));
    }

    [Fact]
    public void FractionOfASlot_IsTheOnesThatHasUsedLess_WithWhatItHoldsNow()
    {
        FairShare[] pools = [new(1, _time), new(1, _time)];
        pools[0].Hold(1, _time.GetTimestamp());
        pools[1].Hold(1, _time.GetTimestamp());
        pools[0].CatchUp(0.5);
        Assert.Same(pools[1], Next(pools, free: 1));
        pools[1].Hold(1, _time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(1));
        pools[1].Hold(-1, _time.GetTimestamp());
        Assert.Same(pools[0], Next(pools, free: 1));
    }

    private FairShare Next(FairShare[] pools, int free)
    {
        var turn = new PoolTurn(free + pools.Sum(pool => pool.Running), pools.Sum(pool => pool.Weight), _time.GetTimestamp());
        return pools.Aggregate((best, pool) => turn.IsBefore(pool, best) ? pool : best);
    }
}
