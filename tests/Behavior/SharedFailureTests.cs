using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Values that cannot be shared, and sharing that is ended.</summary>
public abstract class SharedFailureTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task TypeThatCannotTravel_IsRefusedAtTheCall()
    {
        var error = Assert.IsType<ArgumentNotSerializableException>(Record.Exception(() => { _ = Pool.ShareAsync(new MemoryStream()); }));
        Assert.Contains("The value to share cannot be sent: A System.IO.MemoryStream", error.Message);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ValueThatHoldsWhatCannotTravel_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<ArgumentNotSerializableException>(() => Pool.ShareAsync(new Wrapper(new MemoryStream())).Bounded());
        Assert.Contains("'Content' is a System.IO.MemoryStream", error.Message);
        Assert.StartsWith("Shared value ", error.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ValueThatFailsToEncode_FailsTheCall()
    {
        var error = await Assert.ThrowsAsync<ArgumentNotSerializableException>(() => Pool.ShareAsync(new Fragile(3, Stage.EncodeArgument)).Bounded());
        Assert.Contains("EncodeArgument of 3", error.Message);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ValueThatFailsToDecode_FailsTheItemsThatReadIt()
    {
        using Shared<Fragile> s = await Pool.ShareAsync(new Fragile(4, Stage.DecodeArgument)).Bounded();
        MapResult<int> map = Pool.MapAsync(x => x == 1 ? s.Value.Index : x, new[] { 0, 1, 2 }, options: new JobOptions { ErrorMode = ErrorMode.Collect });
        await map.Bounded();
        Assert.Equal([true, false, true], map.Outcomes.Select(outcome => outcome.IsSuccess));
        var error = Assert.IsType<ArgumentNotSerializableException>(map.Outcomes[1].Error);
        Assert.Contains("DecodeArgument of 4", error.Message);
        Assert.StartsWith("Shared value ", error.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_WhileTheValueIsSent_EndsTheCallAtOnce()
    {
        using var gate = new Gate();
        using var cancel = new CancellationTokenSource();
        Task<Shared<Fragile>> sharing = Pool.ShareAsync(new Fragile(0, Stage.None, Stage.EncodeArgument, gate.Key, false), cancel.Token);
        await gate.ReachedAsync(1);
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => sharing.Bounded());
        Assert.Equal(cancel.Token, error.CancellationToken);
        using Shared<int> after = await Pool.ShareAsync(5).Bounded();
        Assert.Equal(5, await Pool.ApplyAsync(() => after.Value).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_WhileManyPartsAreSent_ReleasesWhatHasArrived()
    {
        using var gate = new Gate();
        using var cancel = new CancellationTokenSource();

        // The second element is encoded when the parts of the first are under way.
        var value = (new byte[4 << 20], new Fragile(0, Stage.None, Stage.EncodeArgument, gate.Key, false));
        Task<Shared<(byte[], Fragile)>> sharing = Pool.ShareAsync(value, cancel.Token);
        await gate.ReachedAsync(1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sharing.Bounded());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Pool.ShareAsync(1, cancel.Token).Bounded());
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ValueAboveMaxSharedBytes_IsRefused()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.MaxSharedBytes = 100_000).Bounded();
        var error = await Assert.ThrowsAsync<PayloadTooLargeException>(() => pool.ShareAsync(new int[25_001]).Bounded());
        Assert.Equal((100_004, 100_000), (error.Bytes, error.MaxBytes));
        Assert.Contains("raise PoolOptions.MaxSharedBytes", error.Message);
        await Assert.ThrowsAsync<PayloadTooLargeException>(() => pool.ShareAsync(Enumerable.Range(0, 100_000).Select(x => (long)x << 40).ToList()).Bounded());
        using Shared<int[]> fits = await pool.ShareAsync(new int[25_000]).Bounded();
        Assert.Equal(25_000, await pool.ApplyAsync(() => fits.Value.Length).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SharedOfAShared_IsRefused()
    {
        using Shared<int> inner = await Pool.ShareAsync(1).Bounded();
        var error = await Assert.ThrowsAsync<ArgumentNotSerializableException>(() => Pool.ShareAsync(new List<Shared<int>> { inner }).Bounded());
        Assert.Contains("Let the function capture each Shared on its own", error.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_ThatCapturesAShared_IsRefused()
    {
        using Shared<int> s = await Pool.ShareAsync(1).Bounded();
        Func<Task> making = async () => await Fixture.NewPoolAsync(options => options.Initializer = () => s.Value).Bounded();
        var error = await Assert.ThrowsAsync<FunctionNotShippableException>(making);
        Assert.Contains("initializer", error.Message);
    }

    private sealed record Wrapper(object Content);
}
