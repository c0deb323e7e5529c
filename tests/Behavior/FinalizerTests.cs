using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>The end of workers: when their finalizers run, and what comes of them.</summary>
public abstract class FinalizerTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Finalizer_RunsOnceInEachWorker_WhenThePoolEnds(bool isJoined)
    {
        using var ends = new Tally();
        string key = ends.Key;
        Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = () => Noted(key));
        string[] workers = await pool.MapAsync(_ => PoolContext.Current.WorkerId, Enumerable.Range(0, 200), chunkSize: 1).Bounded();
        Assert.Empty(ends.Notes);
        Assert.Empty(pool.FinalizerResults);
        if (isJoined)
        {
            pool.Close();
            await Task.WhenAll(pool.JoinAsync(), pool.JoinAsync()).Bounded();
            Assert.Equal(workers.Distinct().Count(), pool.FinalizerResults.Count);
        }

        await pool.DisposeAsync().AsTask().Bounded();
        string[] expected = [.. workers.Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(expected, ends.Notes.Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal(expected, pool.GetFinalizerResults<string>().Order(StringComparer.Ordinal));
        Assert.All(pool.FinalizerResults, result => Assert.Equal((true, result.WorkerId), (result.IsSuccess, result.Value)));
        Assert.All(pool.FinalizerResults, result => Assert.StartsWith(result.Silo + "/", result.WorkerId));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_ThatTakesTheState_GivesWhatTheWorkerGathered()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Initializer = () => new List<int>();
            options.Finalizer = async (List<int> gathered) =>
            {
                await Task.Yield();
                return (Count: gathered.Count, Sum: gathered.Sum());
            };
        });
        await pool.MapAsync(Gather, Enumerable.Range(1, 1000)).Bounded();
        pool.Close();
        await pool.JoinAsync().Bounded();
        IReadOnlyList<(int Count, int Sum)> gathered = pool.GetFinalizerResults<(int Count, int Sum)>();
        Assert.Equal((1000, 500_500), (gathered.Sum(each => each.Count), gathered.Sum(each => each.Sum)));
        var error = Assert.Throws<InvalidOperationException>(() => pool.GetFinalizerResults<string>());
        Assert.Contains("System.String", error.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_OfARenewedWorker_RunsBeforeTheNextOneStarts()
    {
        using var life = new Tally();
        string key = life.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.MaxTasksPerWorker = 5;
            options.Initializer = () => Noted(key);
            options.Finalizer = () => Noted(key);
        });
        await pool.MapAsync(x => x, Enumerable.Range(0, 100), chunkSize: 2).Bounded();
        pool.Close();
        await pool.JoinAsync().Bounded();
        string[] notes = [.. life.Notes.Cast<string>()];
        Assert.All(notes.CountBy(worker => worker), worker => Assert.Equal(2, worker.Value));
        Assert.InRange(notes.Distinct().Count(), 20, 20 + Workers);
        Assert.Equal(notes.Distinct().Count(), pool.FinalizerResults.Count);

        // In each slot one worker after the other, each from begin to end.
        foreach (IGrouping<string, string> slot in notes.GroupBy(worker => worker.Split('/')[^1].Split('.')[0] + worker[..worker.LastIndexOf('/')]))
        {
            Assert.All(slot.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_OfAPoolThatWasTerminatedOrNeverUsed_DoesNotRun()
    {
        using var ends = new Tally();
        string key = ends.Key;
        await using (Pool unused = await Fixture.NewPoolAsync(options => options.Finalizer = () => Noted(key)))
        {
            Assert.Equal(Workers, unused.WorkerCount == 0 ? Workers : unused.WorkerCount);
        }

        Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = () => Noted(key));
        await pool.MapAsync(x => x, Enumerable.Range(0, 100)).Bounded();
        await pool.TerminateAsync().Bounded();
        await pool.JoinAsync().Bounded();
        await pool.DisposeAsync().AsTask().Bounded();
        Assert.Empty(ends.Notes);
        Assert.Empty(pool.FinalizerResults);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_ThatThrows_FailsNoJobAndIsInTheResults()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = int () => throw new InvalidDataException("cannot write"));
        Expect.Items([1, 2], await pool.MapAsync(x => x, [1, 2], chunkSize: 1).Bounded());
        pool.Close();
        await pool.JoinAsync().Bounded();
        Assert.NotEmpty(pool.FinalizerResults);
        Assert.All(pool.FinalizerResults, result => Assert.Equal("cannot write", Assert.IsType<InvalidDataException>(result.Error).Message));
        Assert.Throws<InvalidDataException>(() => pool.GetFinalizerResults<int>());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_WhoseValueCannotTravel_SaysSo()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = object () => new byte[2 << 20]);
        await pool.ApplyAsync(() => 1).Bounded();
        await pool.DisposeAsync().AsTask().Bounded();
        WorkerResult large = Assert.Single(pool.FinalizerResults);
        Assert.Contains(large.WorkerId, Assert.IsType<PayloadTooLargeException>(large.Error).Message);

        await using Pool other = await Fixture.NewPoolAsync(options => options.Finalizer = object () => new MemoryStream());
        await other.ApplyAsync(() => 1).Bounded();
        await other.DisposeAsync().AsTask().Bounded();
        Assert.IsType<ResultNotSerializableException>(Assert.Single(other.FinalizerResults).Error);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_ThatHangs_IsLeftAloneWhenItsTimeIsUp()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Finalizer = () => Gate.Pass(key);
            options.FinalizerTimeout = TimeSpan.FromMilliseconds(500);
        });
        await pool.MapAsync(x => x, Enumerable.Range(0, 100), chunkSize: 1).Bounded();
        pool.Close();
        await Assert.ThrowsAsync<PoolTimeoutException>(() => pool.JoinAsync(TimeSpan.FromMilliseconds(1)));
        await pool.JoinAsync().Bounded();
        Assert.Equal(gate.Arrived, pool.FinalizerResults.Count);
        Assert.All(pool.FinalizerResults, result => Assert.Contains(result.WorkerId, Assert.IsType<PoolTimeoutException>(result.Error).Message));
        gate.Open();
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_WhileFinalizersHang_EndsTheJoin()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = () => Gate.Pass(key));
        await pool.ApplyAsync(() => 1).Bounded();
        pool.Close();
        Task join = pool.JoinAsync();
        await gate.ReachedAsync(1);
        await pool.TerminateAsync().Bounded();
        await join.Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_OfAWorkerThatWasWrittenOff_IsNamedAsMissing()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = () => PoolContext.Current.WorkerId);
        var options = new JobOptions { ItemTimeout = TimeSpan.FromMilliseconds(200), ItemTimeoutGrace = TimeSpan.Zero };
        await Assert.ThrowsAsync<ItemTimeoutException>(() => pool.ApplyAsync(() => Gate.Pass(key), options: options).Bounded());
        pool.Close();
        await pool.JoinAsync().Bounded();
        WorkerResult missing = Assert.Single(pool.FinalizerResults);
        Assert.Contains(missing.WorkerId, Assert.IsType<WorkerLostException>(missing.Error).Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_AfterACancelledJob_WaitsForItsItems()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Initializer = () => new List<string>();
            options.Finalizer = (List<string> done) => done.Count;
        });
        AsyncResult<int> job = pool.ApplyAsync(token => HeldAndNoted(key, token), options: new JobOptions());
        await gate.ReachedAsync(1);
        job.Cancel();
        pool.Close();
        await pool.JoinAsync().Bounded();
        Assert.Equal(1, Assert.Single(pool.GetFinalizerResults<int>()));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizer_ThatWaitsForAJob_IsRefused()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Finalizer = () => PoolContext.Current.Pool.Apply(() => Gate.Pass(key)));
        await pool.ApplyAsync(() => 1).Bounded();
        pool.Close();
        await pool.JoinAsync().Bounded();
        Assert.Contains("may not", Assert.IsType<InvalidOperationException>(Assert.Single(pool.FinalizerResults).Error).Message);
        await pool.DisposeAsync().AsTask().Bounded();
        Assert.Equal(0, gate.Arrived);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Options_ThatAreWrong_AreAllNamed()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => Fixture.NewPoolAsync(options =>
        {
            options.Finalizer = (int one, int two) => one + two;
            options.FinalizerTimeout = TimeSpan.Zero;
            options.InitializerTimeout = TimeSpan.FromSeconds(-1);
        }));
        Assert.Equal(3, refusal.Failures.Count());
        refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => Fixture.NewPoolAsync(options => options.Finalizer = (int state) => state));
        Assert.Contains("no Initializer", refusal.Message);
    }

    private static string Noted(string key)
    {
        Tally.Note(key, PoolContext.Current.WorkerId);
        return PoolContext.Current.WorkerId;
    }

    private static int Gather(int x)
    {
        PoolContext.Current.GetState<List<int>>().Add(x);
        return x;
    }

    private static int HeldAndNoted(string key, CancellationToken token)
    {
        try
        {
            Gate.Pass(key, token);
        }
        finally
        {
            PoolContext.Current.GetState<List<string>>().Add("ended");
        }

        return 1;
    }
}
