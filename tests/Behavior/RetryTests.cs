using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Items whose function threw are run again.</summary>
public abstract class RetryTests(PoolFixture fixture) : PoolTests(fixture)
{
    private const string AttemptKey = "OrleansPool.Attempt";
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact(Timeout = Bound.Test)]
    public async Task ApplyAsync_ThatSucceedsInItsThirdRun_GivesItsResult()
    {
        using var tally = new Tally();
        string key = tally.Key;
        Assert.Equal(30, await Pool.ApplyAsync(x => SucceedInRun(3, key, x), 10, Retrying(5)).Bounded());
        Expect.Items([(10, 1), (10, 2), (10, 3)], tally.Notes.Cast<(int, int)>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithItemsThatFailAtFirst_GivesEveryResultAndRunsNoNeighbourTwice()
    {
        using var tally = new Tally();
        string key = tally.Key;
        MapResult<int> map = Pool.MapAsync(x => x % 7 == 0 ? SucceedInRun(3, key, x) : SucceedInRun(1, key, x), Enumerable.Range(0, 100), chunkSize: 10, Retrying(3));

        Assert.Equal(Enumerable.Range(0, 100).Select(x => x % 7 == 0 ? x * 3 : x), await map.Bounded());
        Assert.Equal((100, 0, 100), (map.Progress.Completed, map.Progress.Failed, map.Progress.Total));
        Assert.Equal(Enumerable.Range(0, 100).Select(x => x % 7 == 0 ? 3 : 1), map.Outcomes.Select(outcome => outcome.Attempt));
        Assert.Equal(
            Enumerable.Range(0, 100).SelectMany(x => Enumerable.Range(1, x % 7 == 0 ? 3 : 1).Select(run => (x, run))),
            tally.Notes.Cast<(int, int)>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfReferences_WithItemsThatFailAtFirst_GivesEveryResult()
    {
        string[] words = [.. Enumerable.Range(0, 60).Select(x => $"item {x}")];
        Assert.Equal(words.Select(word => $"{word}, run 2"), await Pool.MapAsync(SecondRun, words, chunkSize: 7, Retrying(2)).Bounded());
        Assert.Equal(words.Select(word => $"{word}, run 2"), await Pool.MapAsync(SecondRun, words, options: Retrying(2)).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ForEachAsync_WithItemsThatFailAtFirst_RunsThemAgain()
    {
        using var tally = new Tally();
        string key = tally.Key;
        AsyncResult done = Pool.ForEachAsync(x => { SucceedInRun(2, key, x); }, Enumerable.Range(0, 20), chunkSize: 5, options: Retrying(2));
        await done.Bounded();
        Assert.Equal(40, tally.Notes.Count);
        Assert.Equal((20, 0), (done.Progress.Completed, done.Progress.Failed));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imap_WithItemsThatFailAtFirst_GivesEachOnce(bool isOrdered)
    {
        using var tally = new Tally();
        string key = tally.Key;
        IEnumerable<int> items = Enumerable.Range(0, 60);
        ImapResult<int> imap = isOrdered
            ? Pool.Imap(x => SucceedInRun(1 + (x % 3), key, x), items, chunkSize: 6, Retrying(3))
            : Pool.ImapUnordered(x => SucceedInRun(1 + (x % 3), key, x), items, chunkSize: 6, Retrying(3));
        int[] read = await imap.ReadAllAsync();
        int[] expected = [.. items.Select(x => x * (1 + (x % 3)))];
        if (!isOrdered)
        {
            Array.Sort(expected);
            Array.Sort(read);
        }

        Expect.Items(expected, read);
        Assert.Equal(120, tally.Notes.Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_WhileAnItemWaits_GivesTheOthers()
    {
        ImapResult<int> imap = Pool.ImapUnordered(x => x == 3 ? throw new OrderException(x, []) : x, Enumerable.Range(0, 10), chunkSize: 5, Waiting());
        List<int> read = [];
        for (int count = 0; count < 9; count++)
        {
            read.Add(await imap.NextAsync().Bounded());
        }

        Expect.Items([0, 1, 2, 4, 5, 6, 7, 8, 9], read.Order());
        Assert.Equal((9, 0), (imap.Progress.Completed, imap.Progress.Failed));
        imap.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => imap.NextAsync().Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_WhileItsFirstItemWaits_ReadsNoFurtherThanItsBuffer()
    {
        var input = new CountedInput();
        JobOptions options = Waiting();
        options.BufferSize = 20;
        ImapResult<int> imap = Pool.Imap(x => x == 0 ? throw new OrderException(x, []) : x, input, chunkSize: 2, options);
        await Eventually.HoldsAsync(() => imap.Progress.Completed >= 18, "all but the item that waits are there");
        Assert.InRange(input.Read, 20, 23);
        Assert.Equal(0, imap.Progress.Failed);
        imap.Cancel();
        await input.LeftAsync;
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Item_ThatThrowsInEveryAttempt_FailsWithItsLastException()
    {
        using var tally = new Tally();
        string key = tally.Key;
        MapResult<int> map = Pool.MapAsync(x => x == 2 ? SucceedInRun(int.MaxValue, key, x) : x, Enumerable.Range(0, 5), chunkSize: 5, Retrying(4));
        var thrown = await Assert.ThrowsAsync<OrderException>(() => map.Bounded());
        Assert.Equal((2, "run 4"), (thrown.Order, Assert.Single(thrown.Reasons)));
        Assert.Equal((2L, 4), (thrown.Data["OrleansPool.ItemIndex"], thrown.Data[AttemptKey]));
        Assert.Contains(nameof(SucceedInRun), thrown.ToString());
        Assert.Equal((4, false), (map.Outcomes[2].Attempt, map.Outcomes[2].IsAbandoned));
        Assert.Equal((5, 1), (map.Progress.Completed, map.Progress.Failed));
        Expect.Items([(2, 1), (2, 2), (2, 3), (2, 4)], tally.Notes.Cast<(int, int)>());

        ImapResult<int> imap = Pool.Imap(x => x == 1 ? throw new OrderException(x, []) : x, [0, 1, 2], chunkSize: 3, Retrying(2));
        Assert.Equal(0, await imap.NextAsync().Bounded());
        Assert.Equal(2, (await Assert.ThrowsAsync<OrderException>(() => imap.NextAsync().Bounded())).Data[AttemptKey]);
        Assert.Equal(2, await imap.NextAsync().Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Retry_ByTypeAndFilter_RunsOnlyThoseAgain()
    {
        RetryOptions byType = RetryOptions.On<IOException>(2).Or<TimeoutException>();
        RetryOptions byFilter = new() { Attempts = 2, Filter = error => error is IOException || error.Message.Contains("3") };
        RetryOptions byBoth = new() { Attempts = 2, Exceptions = [typeof(OrderException)], Filter = error => ((OrderException)error).Order == 3 };
        RetryOptions byRemoteType = RetryOptions.On<StreamException>(2);

        // The item's number says what it throws; 0 to 4 as in ThrowKind.
        Expect.Items([2, 2, 2, 1, 1], await AttemptsAsync(byType));
        Expect.Items([2, 2, 1, 2, 1], await AttemptsAsync(byFilter));
        Expect.Items([1, 1, 1, 2, 1], await AttemptsAsync(byBoth));
        Expect.Items([1, 1, 1, 1, 2], await AttemptsAsync(byRemoteType));

        async Task<IEnumerable<int>> AttemptsAsync(RetryOptions retry)
        {
            retry.Delay = TimeSpan.Zero;
            MapResult<int> map = Pool.MapAsync(ThrowKind, Enumerable.Range(0, 5), chunkSize: 5, new JobOptions { ErrorMode = ErrorMode.Collect, Retry = retry });
            await map.Bounded();
            return map.Outcomes.Select(outcome => outcome.Attempt);
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Retry_WhoseFilterThrows_GivesTheItemsOwnFailure()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        var failed = new TaskCompletionSource<Exception>();
        pool.CallbackFailed += (_, error) => failed.TrySetResult(error.Error);
        var options = new JobOptions { Retry = new RetryOptions { Filter = _ => throw new InvalidDataException("the filter failed") } };
        await Assert.ThrowsAsync<OrderException>(() => pool.ApplyAsync(int (int x) => throw new OrderException(x, []), 1, options).Bounded());
        Assert.Equal("the filter failed", (await failed.Task.Bounded()).Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failure_ThatIsNotTheFunctions_IsNotRetried()
    {
        using var tally = new Tally();
        string key = tally.Key;
        object Result(int x)
        {
            Tally.Note(key, x);
            return new StreamReader(Stream.Null);
        }

        await Assert.ThrowsAsync<ResultNotSerializableException>(() => Pool.ApplyAsync(Result, 1, Retrying(5)).Bounded());
        Assert.Single(tally.Notes);

        await using Pool pool = await Fixture.NewPoolAsync(options => options.MaxItemBytes = 10_000).Bounded();
        string Large(int x)
        {
            Tally.Note(key, x);
            return new string('x', 100_000);
        }

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => pool.ApplyAsync(Large, 1, Retrying(5)).Bounded());
        Assert.Equal(2, tally.Notes.Count);
        MapResult<int> map = Pool.MapAsync(x => x, Inputs.FailingAt(3), options: Retrying(5));
        Assert.Equal(Inputs.Failure, (await Assert.ThrowsAsync<InvalidDataException>(() => map.Bounded())).Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Retry_WithMaxAttemptsOne_RunsAgainWhatThrew()
    {
        using var tally = new Tally();
        string key = tally.Key;
        JobOptions options = Retrying(3);
        options.MaxAttempts = 1;
        Assert.Equal(Enumerable.Range(0, 10).Select(x => x * 3), await Pool.MapAsync(x => SucceedInRun(3, key, x), Enumerable.Range(0, 10), chunkSize: 5, options).Bounded());
        Assert.Equal(30, tally.Notes.Count);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Item_ThatRanLongerThanItsTimeout_RunsAgain(bool honoursToken)
    {
        using var gate = new Gate();
        string key = gate.Key;
        JobOptions options = Retrying(2);
        options.ItemTimeout = TimeSpan.FromSeconds(1);
        options.ItemTimeoutGrace = TimeSpan.FromMilliseconds(100);
        options.Retry!.Filter = error => error is ItemTimeoutException;
        MapResult<int> map = Pool.MapAsync((x, token) => x == 1 ? HeldAtFirst(key, honoursToken ? token : default) : 1, [0, 1, 2], chunkSize: 3, options);
        Expect.Items([1, 2, 1], await map.Bounded());
        Assert.Equal(2, map.Outcomes[1].Attempt);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithFailFast_FailsAfterTheLastAttemptOnly()
    {
        using var tally = new Tally();
        string key = tally.Key;
        JobOptions options = Retrying(3);
        options.ErrorMode = ErrorMode.FailFast;
        Expect.Items([3, 6], await Pool.MapAsync(x => SucceedInRun(3, key, x), [1, 2], chunkSize: 1, options).Bounded());
        MapResult<int> map = Pool.MapAsync(x => x == 5 ? SucceedInRun(int.MaxValue, key, x) : x, Enumerable.Range(0, 10), chunkSize: 2, options);
        Assert.Equal(3, (await Assert.ThrowsAsync<OrderException>(() => map.Bounded())).Data[AttemptKey]);
        Expect.Items([(5, 1), (5, 2), (5, 3)], tally.Notes.Cast<(int X, int)>().Where(note => note.X == 5));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithCollect_CollectsTheLastFailure()
    {
        JobOptions options = Retrying(2);
        options.ErrorMode = ErrorMode.Collect;
        MapResult<int> map = Pool.MapAsync(x => x == 1 ? throw new OrderException(x, []) : x, [5, 1, 7], chunkSize: 3, options);
        Expect.Items([5, 0, 7], await map.Bounded());
        Assert.Equal((typeof(OrderException), 2), (map.Outcomes[1].Error!.GetType(), map.Outcomes[1].Attempt));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("cancel")]
    [InlineData("token")]
    [InlineData("timeout")]
    [InlineData("fail fast")]
    [InlineData("terminate")]
    public async Task Job_ThatEndsWhileItemsWait_EndsAtOnce(string how)
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var source = new CancellationTokenSource();
        using var gate = new Gate();
        string key = gate.Key;
        JobOptions options = Waiting();
        if (how == "timeout")
        {
            // A wait that is longer than the job's time would be refused.
            options.Timeout = options.Retry!.Delay = TimeSpan.FromSeconds(4);
        }

        options.ErrorMode = how == "fail fast" ? ErrorMode.FailFast : ErrorMode.WaitForAll;
        options.Retry!.Filter = error => error is OrderException;
        MapResult<int> map = pool.MapAsync(
            (x, token) => x == 0 ? HeldThenFail(key, token) : x % 2 == 1 ? throw new OrderException(x, []) : x,
            Enumerable.Range(0, 20),
            chunkSize: 1,
            options,
            cancellationToken: source.Token);
        await Eventually.HoldsAsync(() => map.Progress.Completed == 9 || map.IsReady, "all but those that wait are there");
        Assert.Equal(0, map.Progress.Failed);
        switch (how)
        {
            case "cancel":
                map.Cancel();
                break;
            case "token":
                await source.CancelAsync();
                break;
            case "fail fast":
                gate.Open();
                break;
            case "terminate":
                await pool.TerminateAsync().Bounded();
                break;
            default:
                break;
        }

        Exception error = (await Record.ExceptionAsync(() => map.Bounded()))!;
        Assert.IsAssignableFrom(
            how switch
            {
                "timeout" => typeof(PoolTimeoutException),
                "terminate" => typeof(PoolTerminatedException),
                "fail fast" => typeof(InvalidDataException),
                _ => typeof(OperationCanceledException),
            },
            error);
        Assert.Equal(9, map.Outcomes.Count(outcome => outcome.IsSuccess));
        Assert.All(map.Outcomes.Where(outcome => outcome.Index % 2 == 1), outcome => Assert.True(outcome.IsAbandoned));
        await pool.DisposeAsync().AsTask().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Retry_WithWrongOptions_IsRefusedWithAllErrors()
    {
        var retry = new RetryOptions
        {
            Attempts = 0,
            Delay = TimeSpan.FromSeconds(-1),
            MaxDelay = TimeSpan.FromDays(99),
            Factor = 0.5,
            Jitter = double.NaN,
            Exceptions = [typeof(string)],
        };
        var error = Assert.Throws<OptionsValidationException>(() => { Pool.MapAsync(x => x, [1], options: new JobOptions { BufferBytes = 0, Retry = retry }); });
        Assert.Equal(7, error.Failures.Count());
        string[] values = ["BufferBytes is 0", "Retry.Attempts is 0", "Retry.Delay is -00:00:01", "Retry.MaxDelay is 99.00:00:00", "Retry.Factor is 0.5", "Retry.Jitter is NaN", "System.String"];
        Assert.All(values, value => Assert.Contains(value, error.Message));

        error = Assert.Throws<OptionsValidationException>(() => Pool.ImapUnordered(x => x, [1], options: new JobOptions
        {
            Retry = new RetryOptions { Delay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(1) },
        }));
        Assert.Contains("Retry.Delay is 00:00:02, longer than Retry.MaxDelay, which is 00:00:01", error.Message);
        await AssertUsableAsync();
    }

    private static JobOptions Retrying(int attempts) => new() { Retry = new RetryOptions { Attempts = attempts, Delay = TimeSpan.FromMilliseconds(5) } };

    /// <summary>The first retry is so far off that it does not come within a test.</summary>
    private static JobOptions Waiting() => new() { Retry = new RetryOptions { Delay = Never, Jitter = 0 } };

    /// <summary>Throws in the runs before the given one, and says of each that it was.</summary>
    private static int SucceedInRun(int run, string notes, int x)
    {
        int attempt = PoolContext.Current.Attempt;
        Tally.Note(notes, (x, attempt));
        return attempt < run ? throw new OrderException(x, [$"run {attempt}"]) : x * attempt;
    }

    private static async Task<string> SecondRun(string word)
    {
        await Task.Yield();
        int attempt = PoolContext.Current.Attempt;
        return attempt == 2 ? $"{word}, run {attempt}" : throw new InvalidDataException(word);
    }

    private static int HeldAtFirst(string key, CancellationToken token)
    {
        int attempt = PoolContext.Current.Attempt;
        if (attempt == 1)
        {
            Gate.Pass(key, token);
        }

        return attempt;
    }

    private static int HeldThenFail(string key, CancellationToken token)
    {
        Gate.Pass(key, token);
        throw new InvalidDataException("held");
    }

    private static int ThrowKind(int x) => throw (x switch
    {
        0 => new FileNotFoundException("0"),
        1 => new IOException("1"),
        2 => new TimeoutException("2"),
        3 => new OrderException(3, []),
        _ => new StreamException("4"),
    });
}
