using System.Diagnostics.Metrics;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Functions that do not end when their item's time is up: their workers are written off, and everything else goes on.</summary>
public abstract class WriteOffTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static JobOptions Options => new()
    {
        ItemTimeout = TimeSpan.FromSeconds(1),
        ItemTimeoutGrace = TimeSpan.FromMilliseconds(300),
        ErrorMode = ErrorMode.Collect,
    };

    [Theory(Timeout = Bound.Test)]
    [InlineData(null, 3)]
    [InlineData(10, 3)]
    [InlineData(10, 1)]
    public async Task Items_ThatIgnoreTheirTokens_FailAloneAndTheRestOfTheirLeasesGoesOn(int? chunkSize, int attempts)
    {
        using var gate = new Gate();
        string key = gate.Key;
        JobOptions options = Options;
        options.MaxAttempts = attempts;
        MapResult<string> texts = Pool.MapAsync(x => x % 10 is 3 or 4 or 9 ? $"{Held(key, x)}" : $"{x}", Enumerable.Range(0, 30), chunkSize, options);
        MapResult<int> numbers = Pool.MapAsync(x => x % 10 is 3 or 4 or 9 ? Held(key, x) : x, Enumerable.Range(0, 30), chunkSize, options);
        Assert.Equal(Enumerable.Range(0, 30).Select(x => x % 10 is 3 or 4 or 9 ? null : $"{x}"), await texts.Bounded());
        Assert.Equal(Enumerable.Range(0, 30).Select(x => x % 10 is 3 or 4 or 9 ? 0 : x), await numbers.Bounded());

        // The functions end now, which nobody sees any more.
        gate.Open();
        await gate.EmptyAsync();
        await AssertUsableAsync();
        Assert.Equal(18, gate.Arrived);
        Assert.Equal((30, 9), (texts.Progress.Completed, texts.Progress.Failed));
        Assert.Equal((30, 9), (numbers.Progress.Completed, numbers.Progress.Failed));
        Assert.All(texts.Outcomes, outcome => Assert.Equal(outcome.Index % 10 is 3 or 4 or 9, outcome.Error is ItemTimeoutException));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Item_ThatIgnoresItsToken_FailsWithWhatToDo()
    {
        using var counted = new WrittenOffCounter();
        using var gate = new Gate();
        string key = gate.Key;
        var error = await Assert.ThrowsAsync<ItemTimeoutException>(() => Pool.ApplyAsync(x => Held(key, x), 1, options: Options).Bounded());
        Assert.Null(error.InnerException);
        Assert.Contains("heed the token", error.Message);
        Assert.Contains("written off", error.Message);
        Assert.True(counted.TimedOut >= 1);
        Assert.Equal(Workers, Pool.WorkerCount);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task AsynchronousItems_ThatIgnoreTheirTokens_FailAlone()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync(async x => x == 5 ? await HeldAsync(key, x) : x, Enumerable.Range(0, 20), chunkSize: 10, options: Options);
        Assert.Equal(Enumerable.Range(0, 20).Select(x => x == 5 ? 0 : x), await map.Bounded());
        Assert.IsType<ItemTimeoutException>(map.Outcomes[5].Error);
        gate.Open();
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EveryWorker_WrittenOffSeveralTimes_LeavesAWholePool()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync(x => Held(key, x), Enumerable.Range(0, Workers * 4), chunkSize: 4, options: Options);
        await map.Bounded();
        Assert.All(map.Outcomes, outcome => Assert.IsType<ItemTimeoutException>(outcome.Error));
        Assert.Equal(Workers * 4, gate.Arrived);
        Assert.Equal(Workers, Pool.WorkerCount);

        // All of them are still held, and all workers work.
        using var second = new Gate();
        string all = second.Key;
        MapResult<int> again = Pool.MapAsync(x => Held(all, x), Enumerable.Range(0, Workers), chunkSize: 1);
        await second.ReachedAsync(Workers);
        second.Open();
        Assert.Equal(Enumerable.Range(0, Workers), await again.Bounded());
        gate.Open();
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_WithAnItemThatIgnoresItsToken_ThrowsAtItsPlaceAndGoesOn()
    {
        using var gate = new Gate();
        string key = gate.Key;
        JobOptions options = Options;
        options.ErrorMode = ErrorMode.WaitForAll;
        ImapResult<int> imap = Pool.Imap(x => x == 1 ? Held(key, x) : x, Enumerable.Range(0, 4), chunkSize: 4, options: options);
        Assert.Equal(0, await imap.NextAsync().Bounded());
        await Assert.ThrowsAsync<ItemTimeoutException>(() => imap.NextAsync().Bounded());
        Expect.Items([2, 3], await imap.ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Worker_ThatWasWrittenOff_IsRenewedWithItsInitializer()
    {
        using var starts = new Tally();
        using var gate = new Gate();
        (string notes, string key) = (starts.Key, gate.Key);
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Started(notes));
        MapResult<string> map = pool.MapAsync(x => x == 3 ? Lost(notes, key) : PoolContext.Current.GetState<string>(), Enumerable.Range(0, 40), chunkSize: 5, options: Options);
        string[] workers = await map.Bounded();
        string[] all = [.. starts.Notes.Cast<string>()];
        string lost = all.Single(note => note.StartsWith("lost ", StringComparison.Ordinal))["lost ".Length..];
        Assert.DoesNotContain(lost, workers.Skip(4).Take(1));
        Assert.Contains(lost, all);
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.All(workers.OfType<string>(), worker => Assert.Contains(worker, all));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OuterItem_WrittenOffWhileItWaitsForNestedOnes_GivesItsLoanBack()
    {
        using var start = new Gate();
        using var gate = new Gate();
        (string begin, string key) = (start.Key, gate.Key);
        JobOptions options = Options;
        options.ItemTimeout = TimeSpan.FromSeconds(2);
        MapResult<int> outer = Pool.MapAsync(
            x => PoolContext.Current.Pool.Apply(y => Held(key, y), Held(begin, x)),
            Enumerable.Range(0, Workers),
            chunkSize: 1,
            options: options);

        // No nested item takes the slot that an outer one needs.
        await start.ReachedAsync(Workers);
        start.Open();
        await outer.Bounded();
        Assert.All(outer.Outcomes, outcome => Assert.IsType<ItemTimeoutException>(outcome.Error));
        gate.Open();
        await gate.EmptyAsync();
        await AssertUsableAsync();

        // No more items run at once than there are workers.
        using var second = new Gate();
        string all = second.Key;
        MapResult<int> again = Pool.MapAsync(x => Held(all, x), Enumerable.Range(0, Workers * 4), chunkSize: 1);
        await second.ReachedAsync(Workers);
        second.Open();
        Assert.Equal(Enumerable.Range(0, Workers * 4), await again.Bounded());
        Assert.InRange(second.MostInside, Workers, Workers);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_WhileItemsAreBeingWrittenOff_EndsEverything()
    {
        await using Pool pool = await Fixture.NewPoolAsync();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = pool.MapAsync(x => Held(key, x), Enumerable.Range(0, 1000), chunkSize: 10, options: Options);
        await gate.ReachedAsync(Workers + 1);
        await pool.TerminateAsync().Bounded();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
        Assert.All(map.Outcomes, outcome => Assert.True(outcome.IsAbandoned || outcome.Error is ItemTimeoutException));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Timeout_OfTheJob_KeepsWhatWasDoneAndNamesTheRest()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { Timeout = TimeSpan.FromSeconds(3) };
        MapResult<int> map = Pool.MapAsync((x, token) => x < 10 ? x : Held(key, x, token), Enumerable.Range(0, 20), chunkSize: 1, options: options);
        await Assert.ThrowsAsync<PoolTimeoutException>(() => map.GetAsync(TimeSpan.FromMilliseconds(1)));
        await gate.ReachedAsync(1);
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(() => map.Bounded());
        Assert.Contains(map.JobId, error.Message);
        Assert.Equal(20, map.Outcomes.Count);
        Assert.All(map.Outcomes.Take(10), outcome => Assert.Equal((true, (int)outcome.Index), (outcome.IsSuccess, outcome.Value)));
        Assert.All(map.Outcomes.Skip(10), outcome => Assert.True(outcome.IsAbandoned && outcome.Error is PoolTimeoutException));
        await gate.EmptyAsync();
    }

    private static int Held(string key, int x, CancellationToken token = default)
    {
        Gate.Pass(key, token);
        return x;
    }

    private static async Task<int> HeldAsync(string key, int x)
    {
        await Gate.PassAsync(key);
        return x;
    }

    private static string Started(string notes)
    {
        Tally.Note(notes, PoolContext.Current.WorkerId);
        return PoolContext.Current.WorkerId;
    }

    private static string Lost(string notes, string key)
    {
        string worker = PoolContext.Current.GetState<string>();
        Tally.Note(notes, $"lost {worker}");
        Gate.Pass(key);
        return worker;
    }

    /// <summary>Counts what all pools of this process write off meanwhile.</summary>
    private sealed class WrittenOffCounter : IDisposable
    {
        private readonly MeterListener _listener = new();
        private int _timedOut;

        public WrittenOffCounter()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "OrleansPool", Name: "orleanspool.workers.written_off" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                if (tags.Contains(new KeyValuePair<string, object?>("reason", "item_timeout")))
                {
                    Interlocked.Add(ref _timedOut, (int)value);
                }
            });
            _listener.Start();
        }

        public int TimedOut => Volatile.Read(ref _timedOut);

        public void Dispose() => _listener.Dispose();
    }
}
