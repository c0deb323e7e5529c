using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What an item may take, and what a function that heeds its token makes of that.</summary>
public abstract class ItemTimeoutTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongGrace = TimeSpan.FromMinutes(10);

    private static JobOptions Options => new() { ItemTimeout = Limit, ItemTimeoutGrace = LongGrace };

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Apply_OfAFunctionThatHeedsItsToken_FailsWithWhatToDo(bool isParameter)
    {
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> result = isParameter
            ? Pool.ApplyAsync((x, token) => Held(key, x, token), 1, options: Options)
            : Pool.ApplyAsync(x => Held(key, x, PoolContext.Current.CancellationToken), 1, options: Options);
        var error = await Assert.ThrowsAsync<ItemTimeoutException>(() => result.Bounded());
        Assert.Equal((0L, Limit), (error.ItemIndex, error.Timeout));
        Assert.IsAssignableFrom<OperationCanceledException>(error.InnerException);
        Assert.Contains("Item 0 of job " + result.JobId, error.Message);
        Assert.Contains($"{Limit}", error.Message);
        Assert.Contains("JobOptions.ItemTimeout", error.Message);
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Apply_OfAnAsynchronousFunctionThatHeedsItsToken_Fails()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await Assert.ThrowsAsync<ItemTimeoutException>(() => Pool.ApplyAsync(async (x, token) => await HeldAsync(key, x, token), 1, options: Options).Bounded());
        await gate.EmptyAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Map_WithSlowItemsAmongFastOnes_DeliversTheFastOnes(int? chunkSize)
    {
        using var gate = new Gate();
        string key = gate.Key;
        JobOptions options = Options;
        options.ErrorMode = ErrorMode.Collect;
        MapResult<string> map = Pool.MapAsync(
            (x, token) => x % 10 is 3 or 4 ? $"{Held(key, x, token)}" : $"{x}",
            Enumerable.Range(0, 30),
            chunkSize,
            options);
        string[] values = await map.Bounded();
        Assert.Equal(Enumerable.Range(0, 30).Select(x => x % 10 is 3 or 4 ? null : $"{x}"), values);
        Assert.All(map.Outcomes, outcome => Assert.Equal(
            outcome.Index % 10 is 3 or 4 ? outcome.Index : null,
            (outcome.Error as ItemTimeoutException)?.ItemIndex));
        Assert.Equal((30, 6), (map.Progress.Completed, map.Progress.Failed));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Map_OfItemsThatTogetherTakeLonger_IsNotTouched()
    {
        var options = new JobOptions { ItemTimeout = TimeSpan.FromSeconds(20) };
        Expect.Items([1, 2, 3], await Pool.MapAsync((x, token) => token.IsCancellationRequested ? 0 : x, [1, 2, 3], options: options).Bounded());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imap_WithASlowItem_ThrowsAtItsPlaceAndGoesOn(bool isOrdered)
    {
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> imap = isOrdered
            ? Pool.Imap((x, token) => x == 1 ? Held(key, x, token) : x, Enumerable.Range(0, 4), chunkSize: 4, options: Options)
            : Pool.ImapUnordered((x, token) => x == 1 ? Held(key, x, token) : x, Enumerable.Range(0, 4), chunkSize: 4, options: Options);
        Assert.Equal(0, await imap.NextAsync().Bounded());
        var error = await Assert.ThrowsAsync<ItemTimeoutException>(() => imap.NextAsync().Bounded());
        Assert.Equal(1, error.ItemIndex);
        Expect.Items([2, 3], await imap.ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Value_ReturnedInTheGrace_Counts() =>
        Assert.Equal(7, await Pool.ApplyAsync((x, token) => token.WaitHandle.WaitOne() ? x : 0, 7, options: Options).Bounded());

    [Fact(Timeout = Bound.Test)]
    public async Task Exception_ThrownInTheGrace_IsTheFunctionsOwn() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Pool.ApplyAsync(
            (x, token) => token.WaitHandle.WaitOne() ? throw new InvalidDataException("no end") : x,
            7,
            options: Options).Bounded());

    [Fact(Timeout = Bound.Test)]
    public async Task TimeoutException_OfTheFunctionItself_ArrivesAsItself()
    {
        var own = await Assert.ThrowsAsync<TimeoutException>(() => Pool.ApplyAsync(int (x, token) => throw new TimeoutException($"mine {x}"), 7, options: Options).Bounded());
        Assert.Equal("mine 7", own.Message);
        var late = await Assert.ThrowsAsync<TimeoutException>(() => Pool.ApplyAsync(
            (x, token) => token.WaitHandle.WaitOne() ? throw new TimeoutException($"mine {x}") : x,
            8,
            options: Options).Bounded());
        Assert.Equal("mine 8", late.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OperationCanceled_OfTheFunctionItself_ArrivesAsItself()
    {
        var options = new JobOptions { ItemTimeout = TimeSpan.FromMinutes(5) };
        MapResult<int> map = Pool.MapAsync((x, token) => x == 2 ? Cancelled(x) : x, Enumerable.Range(0, 5), chunkSize: 5, options: options);
        var error = await Assert.ThrowsAsync<OperationCanceledException>(() => map.Bounded());
        Assert.Equal("mine 2", error.Message);
        Assert.Equal(4, map.Outcomes.Count(outcome => outcome.IsSuccess));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task NestedItem_ThatIsTooSlow_DoesNotDisturbTheOuterItem()
    {
        string[] caught = await Pool.MapAsync(
            async x =>
            {
                try
                {
                    var options = new JobOptions { ItemTimeout = Limit, ItemTimeoutGrace = LongGrace };
                    await PoolContext.Current.Pool.ApplyAsync((y, token) => token.WaitHandle.WaitOne() ? Stopped(y, token) : y, x, options: options);
                    return "none";
                }
                catch (ItemTimeoutException)
                {
                    return $"{x}{PoolContext.Current.CancellationToken.IsCancellationRequested}";
                }
            },
            Enumerable.Range(0, 6),
            chunkSize: 1).Bounded();
        Assert.Equal(Enumerable.Range(0, 6).Select(x => $"{x}False"), caught);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OuterItem_ThatWaitsForNestedOnesTooLong_IsCancelled()
    {
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> outer = Pool.ApplyAsync(
            async (x, token) => await PoolContext.Current.Pool.ApplyAsync((y, inner) => Held(key, y, inner), x, cancellationToken: token),
            1,
            options: Options);
        await Assert.ThrowsAsync<ItemTimeoutException>(() => outer.Bounded());
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_OnTheToken_ThatThrows_HarmsNobody()
    {
        AsyncResult<int> timedOut = Pool.ApplyAsync((x, token) => ThrowOnCancel(x, token), 1, options: Options);
        await Assert.ThrowsAsync<ItemTimeoutException>(() => timedOut.Bounded());
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> cancelled = Pool.ApplyAsync((x, token) => ThrowOnCancel(Held(key, x, default), token), 1);
        gate.Open();
        await gate.EmptyAsync();
        cancelled.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Bounded());
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(50 * 86_400_000.0)]
    public async Task ItemTimeout_OutOfRange_IsRefused(double milliseconds)
    {
        var options = new JobOptions { ItemTimeout = TimeSpan.FromMilliseconds(milliseconds), ItemTimeoutGrace = TimeSpan.FromSeconds(-1), MaxAttempts = 0 };
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(async () => await Pool.MapAsync(x => x, [1], options: options));
        Assert.Equal(3, refusal.Failures.Count());
        Assert.Contains($"ItemTimeout is {options.ItemTimeout}", refusal.Message);
        Assert.Contains($"ItemTimeoutGrace is {options.ItemTimeoutGrace}", refusal.Message);
    }

    private static int Held(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }

    private static async Task<int> HeldAsync(string key, int x, CancellationToken token)
    {
        await Gate.PassAsync(key, token);
        return x;
    }

    private static int Stopped(int x, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        return x;
    }

    private static int Cancelled(int x) => throw new OperationCanceledException($"mine {x}");

    private static int ThrowOnCancel(int x, CancellationToken token)
    {
        token.Register(() => throw new InvalidOperationException("a callback on the token"));
        return token.WaitHandle.WaitOne() ? Stopped(x, token) : x;
    }
}
