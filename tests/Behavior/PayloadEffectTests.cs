using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>What travels, while the function is held from within its own process.</summary>
public abstract class PayloadEffectTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_OfMebibytes_StoppedOnTheirWay_EndTheirHandles(bool isTerminated)
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<byte[]> map = pool.MapAsync(
            (bytes, token) =>
            {
                Gate.Pass(key, token);
                return bytes;
            },
            Enumerable.Range(0, 20).Select(_ => new byte[3 << 20]),
            chunkSize: 1);
        await gate.ReachedAsync(1);
        if (isTerminated)
        {
            await pool.TerminateAsync().Bounded();
            await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
            return;
        }

        map.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => map.Bounded());
        gate.Open();
        Assert.Equal(2, await pool.ApplyAsync(x => x + 1, 1).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Argument_ChangedAfterTheCallHasRead_IsNotSeen()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var box = new Box(1);
        AsyncResult<int> result = Pool.ApplyAsync(item => Held(key, item), box);
        await gate.ReachedAsync(1);
        box.Value = 100;
        gate.Open();
        Assert.Equal(1, await result.Bounded());
    }

    private static int Held(string key, Box box)
    {
        Gate.Pass(key);
        return box.Value;
    }
}
