using System.Diagnostics;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>What is known of an item that failed, and of those that were never done.</summary>
public abstract class FailureTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Failures_OfAMap_AreAllKeptWithEverythingKnownOfThem()
    {
        MapResult<int> map = Pool.MapAsync(x => x % 100 == 7 ? Refuse(x) : x, Enumerable.Range(0, 10_000));
        var thrown = await Assert.ThrowsAsync<OrderException>(() => map.Bounded());
        Assert.Equal(7, thrown.Order);
        Assert.Equal(Enumerable.Range(0, 100).Select(at => (at * 100L) + 7), map.Failures.Select(failure => failure.Index));
        foreach (FailedItem failure in map.Failures)
        {
            Assert.Equal(failure.Index, Assert.IsType<OrderException>(failure.Error).Order);
            Assert.Equal($"{failure.Index}", failure.InputPreview);
            Assert.Equal(1, failure.Attempt);
            Assert.Contains(failure.Silo, Pool.Silos);
            Assert.StartsWith($"{failure.Silo}/", failure.WorkerId);
            Assert.InRange(failure.QueueTime!.Value, TimeSpan.Zero, Bound.Limit);
            Assert.InRange(failure.RunTime!.Value, TimeSpan.FromTicks(1), Bound.Limit);
            Assert.Contains(nameof(Refuse), failure.RemoteStackTrace);
            Assert.Contains($"{failure.Index}", failure.ToString());
            ItemOutcome<int> outcome = map.Outcomes[(int)failure.Index];
            Assert.Equal(
                (failure.Error, failure.InputPreview, failure.Attempt, failure.Silo, failure.WorkerId, failure.QueueTime, failure.RunTime, failure.RemoteStackTrace),
                (outcome.Error, outcome.InputPreview, outcome.Attempt, outcome.Silo, outcome.WorkerId, outcome.QueueTime, outcome.RunTime, outcome.RemoteStackTrace));
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failure_Data_HoldsWhatIsKnownOfTheItem()
    {
        var thrown = await Assert.ThrowsAsync<OrderException>(() => Pool.StarMapAsync((int a, string b) => Refuse(a), [(1, "one\ntwo")]).Bounded());
        Assert.Equal("""(1, "one\ntwo")""", thrown.Data["OrleansPool.InputPreview"]);
        Assert.Equal(1, thrown.Data["OrleansPool.Attempt"]);
        Assert.IsType<TimeSpan>(thrown.Data["OrleansPool.QueueTime"]);
        Assert.IsType<TimeSpan>(thrown.Data["OrleansPool.RunTime"]);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failure_OfAnInputThatTheFunctionChanged_ShowsItAsItWas()
    {
        AsyncResult<int> result = Pool.ApplyAsync(Drain, new Queue<int>([1, 2, 3]));
        await Assert.ThrowsAsync<OrderException>(() => result.Bounded());
        Assert.Equal("(3) [1, 2, 3]", Assert.Single(result.Failures).InputPreview);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failure_OfAnItemThatHadToWait_TellsHowLongItWaitedAndRan()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync(x => HoldThenRefuse(key, x), Enumerable.Range(0, Workers + 1), chunkSize: 1);
        await gate.ReachedAsync(Workers);

        // They are held for as long as something else takes.
        var watch = Stopwatch.StartNew();
        await (await Fixture.NewPoolAsync().Bounded()).DisposeAsync();
        TimeSpan held = watch.Elapsed;
        gate.Open();
        await Assert.ThrowsAsync<OrderException>(() => map.Bounded());
        Assert.Equal(Workers + 1, map.Failures.Count);
        Assert.True(map.Failures.Count(failure => failure.RunTime >= held) >= Workers, "Those that were held ran for so long.");
        Assert.Contains(map.Failures, failure => failure.QueueTime >= held);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(Stage.EncodeArgument, true, false)]
    [InlineData(Stage.DecodeArgument, false, true)]
    [InlineData(Stage.Run, true, true)]
    [InlineData(Stage.EncodeResult, true, true)]
    [InlineData(Stage.DecodeResult, false, true)]
    public async Task Failure_AtAnyStage_IsDescribedAsFarAsItIsKnown(Stage stage, bool hasPreview, bool hasRun)
    {
        MapResult<Fragile> map = Pool.MapAsync(Fragile.Return, [new Fragile(0, Stage.None), new Fragile(1, stage)]);
        await Assert.ThrowsAnyAsync<Exception>(() => map.Bounded());
        FailedItem failure = Assert.Single(map.Failures);
        Assert.Equal(1, failure.Index);
        Assert.Equal(1L, failure.Error.Data["OrleansPool.ItemIndex"]);
        Assert.Equal(hasPreview, failure.InputPreview is not null);
        Assert.Equal(hasPreview ? $"Fragile {{ Index = 1, FailsAt = {stage}, HeldAt = None, GateKey = \"\", IsResult = false }}" : null, failure.InputPreview);
        Assert.Equal(hasRun ? 1 : 0, failure.Attempt);
        Assert.Equal(hasRun, failure.Silo is not null);
        Assert.Equal(hasRun, failure.WorkerId is not null);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failure_OfAnItemThatIsWrittenOff_IsDescribedToo()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { ItemTimeout = TimeSpan.FromMilliseconds(100), ItemTimeoutGrace = TimeSpan.FromMilliseconds(100) };
        AsyncResult<int> result = Pool.ApplyAsync((k, x) => Held(k, x, CancellationToken.None), key, 7, options: options);
        await Assert.ThrowsAsync<ItemTimeoutException>(() => result.Bounded());
        FailedItem failure = Assert.Single(result.Failures);
        Assert.Equal($"(\"{key}\", 7)", failure.InputPreview);
        Assert.InRange(failure.RunTime!.Value, options.ItemTimeout.Value + options.ItemTimeoutGrace, Bound.Limit);
        Assert.NotNull(failure.WorkerId);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failures_WhileTheJobRuns_CanBeRead()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync((x, token) => x == 0 ? Refuse(x) : Held(key, x, token), [0, 1], chunkSize: 1);
        await Eventually.HoldsAsync(() => map.Failures.Count == 1, "the failure is there");
        Assert.False(map.IsReady);
        gate.Open();
        await Assert.ThrowsAsync<OrderException>(() => map.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failures_OfForEach_AreKeptUpToTheLimitAndCountedBeyond()
    {
        AsyncResult result = Pool.ForEachAsync(x => { _ = x >= 5 ? Refuse(x) : 0; }, Enumerable.Range(0, 10_105));
        Assert.Equal(5, (await Assert.ThrowsAsync<OrderException>(() => result.Bounded())).Order);
        Assert.Equal(10_000, result.Failures.Count);
        Assert.Equal(10_100, result.Progress.Failed);
        Assert.Equal(result.Failures.Select(failure => failure.Index).Order(), result.Failures.Select(failure => failure.Index));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failures_OfAnImap_AreThereBesideThoseThatItThrows()
    {
        ImapResult<int> results = Pool.Imap(x => x % 2 == 1 ? Refuse(x) : x, Enumerable.Range(0, 10), chunkSize: 3);
        List<ItemOutcome<int>> outcomes = await results.WithOutcomes().ToListAsync().AsTask().Bounded();
        Assert.Equal([1L, 3, 5, 7, 9], results.Failures.Select(failure => failure.Index));
        Assert.Equal(results.Failures.Select(failure => failure.Error), outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => outcome.Error));
        Assert.All(outcomes, outcome => Assert.Contains(outcome.Silo, Pool.Silos));
        Assert.All(outcomes, outcome => Assert.StartsWith($"{outcome.Silo}/", outcome.WorkerId));
        Assert.Equal(["1", "3", "5", "7", "9"], outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => outcome.InputPreview!));
        Assert.Equal(5, results.Progress.Failed);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task WorkerId_OfAnOutcome_IsThatOfTheFunction()
    {
        MapResult<string> map = Pool.MapAsync(_ => PoolContext.Current.WorkerId, Enumerable.Range(0, 20), chunkSize: 1);
        Assert.Equal(await map.Bounded(), map.Outcomes.Select(outcome => outcome.WorkerId!));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Outcomes_AfterFailFast_NameWhatWasNotDone()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { ErrorMode = ErrorMode.FailFast };
        MapResult<int> map = Pool.MapAsync((x, token) => x == 0 ? Refuse(x) : Held(key, x, token), Enumerable.Range(0, 1000).ToArray(), 1, options);
        await Assert.ThrowsAsync<OrderException>(() => map.Bounded());
        AssertPartial(map, 1000, done: 0);
        Assert.False(map.Outcomes[0].IsAbandoned);
        Assert.IsType<OrderException>(map.Outcomes[0].Error);
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Outcomes_AfterTheDeadlineOfTheJob_NameWhatWasNotDone()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { Timeout = TimeSpan.FromSeconds(1), BufferSize = 50 };
        MapResult<int> map = Pool.MapAsync((x, token) => x < 3 ? x : Held(key, x, token), Enumerable.Range(0, 1000).ToArray(), 1, options);
        await Assert.ThrowsAsync<PoolTimeoutException>(() => map.Bounded());
        AssertPartial(map, 1000, done: 3);
        Assert.All(map.Outcomes.Skip(3), outcome => Assert.IsType<PoolTimeoutException>(outcome.Error));
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Outcomes_AfterACancel_NameWhatWasNotDone()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync((x, token) => x < 3 ? x : Held(key, x, token), Enumerable.Range(0, 100).ToArray(), chunkSize: 1);
        await Eventually.HoldsAsync(() => map.Progress.Completed == 3, "three items are done");
        map.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => map.Bounded());
        AssertPartial(map, 100, done: 3);
        Assert.Empty(map.Failures);
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Outcomes_AfterTerminate_NameWhatWasNotDone()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        MapResult<int> map = pool.MapAsync((x, token) => x < 3 ? x : Held(key, x, token), Enumerable.Range(0, 100).ToArray(), chunkSize: 1);
        await Eventually.HoldsAsync(() => map.Progress.Completed == 3, "three items are done");
        await pool.TerminateAsync().Bounded();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
        AssertPartial(map, 100, done: 3);
        Assert.All(map.Outcomes.Skip(3), outcome => Assert.IsType<PoolTerminatedException>(outcome.Error));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Outcomes_OfAnInputThatThrows_HaveItAsTheFailureOfTheItemThatIsMissing()
    {
        MapResult<int> map = Pool.MapAsync(x => x, Inputs.FailingAt(3));
        await Assert.ThrowsAsync<InvalidDataException>(() => map.Bounded());
        Assert.Equal(4, map.Outcomes.Count);
        Assert.All(map.Outcomes.Take(3), outcome => Assert.True(outcome.IsSuccess));
        Assert.Equal(3, Assert.Single(map.Failures).Index);
        Assert.IsType<InvalidDataException>(map.Outcomes[3].Error);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Outcomes_OfAMillionItems_CostOnlyWhatIsRead()
    {
        MapResult<int> map = Pool.MapAsync(x => x + 1, Enumerable.Range(0, 1_000_000).ToArray());
        await map.Bounded();
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<ItemOutcome<int>> outcomes = map.Outcomes;
        Assert.Equal(1_000_000, outcomes[999_999].Value);
        Assert.Same(outcomes, map.Outcomes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(1_000_000, outcomes.Count(outcome => outcome.IsSuccess && outcome.Value == outcome.Index + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => outcomes[1_000_000]);
    }

    /// <summary>As many outcomes as items: the first ones done, a failure perhaps, and all others named as abandoned.</summary>
    private static void AssertPartial(MapResult<int> map, int items, int done)
    {
        Assert.Equal(items, map.Outcomes.Count);
        Assert.Equal(Enumerable.Range(0, items).Select(index => (long)index), map.Outcomes.Select(outcome => outcome.Index));
        Assert.Equal(Enumerable.Range(0, done), map.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value));
        Assert.Equal(items - done - map.Failures.Count, map.Outcomes.Count(outcome => outcome.IsAbandoned));
        Assert.All(map.Outcomes.Where(outcome => outcome.IsAbandoned), outcome => Assert.NotNull(outcome.Error));
    }

    private static int Refuse(int order) => throw new OrderException(order, []);

    private static int Drain(Queue<int> queue)
    {
        queue.Clear();
        return Refuse(0);
    }

    private static int Held(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }

    private static int HoldThenRefuse(string key, int x)
    {
        Gate.Pass(key);
        return Refuse(x);
    }
}
