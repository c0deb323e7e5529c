using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Streams;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>What jobs put on the streams of an application: news of themselves, and results when they are asked to.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private const string Provider = "events";

    private readonly ConcurrentQueue<JobEvent> _events = [];
    private InProcessTestCluster _cluster = null!;
    private Pool _pool = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PoolCluster.StartAsync(
            2,
            configureSilo: silo =>
            {
                silo.AddMemoryStreams(Provider).AddMemoryGrainStorage("PubSubStore");
                silo.Configure<PoolSiloOptions>(options => options.JobStreamProvider = Provider);
            },
            configureClient: client => client.AddMemoryStreams(Provider));
        await StreamOf<JobEvent>(JobStream.Namespace, JobStream.Key).SubscribeAsync(AddAsync).Bounded();
        _pool = Pool.From(_cluster.Client);

        Task AddAsync(JobEvent next, StreamSequenceToken? token)
        {
            _events.Enqueue(next);
            return Task.CompletedTask;
        }
    }

    public async Task DisposeAsync()
    {
        await _pool.TerminateAsync().Bounded();
        await _pool.DisposeAsync().AsTask().Bounded();
        await _cluster.DisposeAsync().AsTask().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task JobStream_TellsOfAJobFromItsStartToItsEnd()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { Name = "told", ErrorMode = ErrorMode.Collect };
        MapResult<int> job = _pool.MapAsync(x => Pass(key, x), Enumerable.Range(0, 20), chunkSize: 1, options: options);
        await gate.ReachedAsync(2);
        await HeardAsync(job.JobId, JobEventKind.Started);
        gate.Open();
        await job.Bounded();
        JobEvent end = await HeardAsync(job.JobId, JobEventKind.Finished);
        Assert.Equal((JobState.Failed, "told", 20, 1, 20), (end.Job.State, end.Job.Name, end.Job.Completed, end.Job.Failed, end.Job.Total));
        JobEvent[] events = Of(job.JobId);
        Assert.Equal(JobEventKind.Started, events[0].Kind);
        Assert.Equal(JobEventKind.Finished, events[^1].Kind);
        Assert.Equal(events.Select(each => each.Job.Completed).Order(), events.Select(each => each.Job.Completed));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task JobStream_OfALongJob_TellsProgressAndWhatIsRunAgain()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { Retry = new RetryOptions { Attempts = 2, Delay = TimeSpan.FromMilliseconds(1) } };
        MapResult<int> job = _pool.MapAsync(x => Halt(key, x), Enumerable.Range(0, 10), chunkSize: 1, options: options);
        JobEvent again = await HeardAsync(job.JobId, JobEventKind.Retried);
        Assert.Equal(1, again.Job.Retried);
        gate.Open();
        await job.Bounded();
        Assert.Equal(JobState.Finished, (await HeardAsync(job.JobId, JobEventKind.Finished)).Job.State);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task JobStream_OfAShortJob_TellsWhatIsRunAgainBeforeItsEnd()
    {
        var options = new JobOptions { Retry = new RetryOptions { Attempts = 2, Delay = TimeSpan.FromMilliseconds(1) } };
        MapResult<int> job = _pool.MapAsync(FailOnce, Enumerable.Range(0, 9), chunkSize: 1, options: options);
        await job.Bounded();
        await HeardAsync(job.JobId, JobEventKind.Finished);
        Assert.Equal([JobEventKind.Retried, JobEventKind.Finished], Of(job.JobId).Select(each => each.Kind).Where(kind => kind is not (JobEventKind.Started or JobEventKind.Progress)));

        static int FailOnce(int x) => x == 0 && PoolContext.Current.Attempt == 1 ? throw new InvalidOperationException("once") : x;
    }

    [Fact(Timeout = Bound.Test)]
    public async Task JobStream_TellsOfAWorkerThatIsLost()
    {
        await using Pool pool = Pool.From(_cluster.Client, options => (options.Isolation, options.MaxWorkers) = (Isolation.Process, 1));
        MapResult<int> job = pool.MapAsync(Leave, Enumerable.Range(0, 2), chunkSize: 1);
        await job.Bounded();
        Assert.Equal(1, (await HeardAsync(job.JobId, JobEventKind.WorkerLost)).Job.LostRuns);

        static int Leave(int x)
        {
            if (x == 0 && PoolContext.Current.Attempt == 1)
            {
                Environment.Exit(3);
            }

            return x;
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cluster_ThatIsFollowed_TellsOfAJobAsTheStreamDoes()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using ClusterView cluster = ClusterView.From(_cluster.Client);
        await using IAsyncEnumerator<ClusterPicture> pictures = cluster.FollowAsync().GetAsyncEnumerator();
        Assert.True(await pictures.MoveNextAsync().AsTask().Bounded());
        MapResult<int> job = _pool.MapAsync(x => Pass(key, x), Enumerable.Range(0, 20), chunkSize: 1);
        await UntilAsync(JobState.Running);
        gate.Open();
        await Assert.ThrowsAnyAsync<Exception>(() => job.Bounded());
        await UntilAsync(JobState.Failed);

        async Task UntilAsync(JobState state)
        {
            while (pictures.Current.Jobs.All(each => each.Id != job.JobId || each.State != state))
            {
                Assert.True(await pictures.MoveNextAsync().AsTask().Bounded());
            }
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ResultStream_GetsEachResultWithItsIndex()
    {
        ConcurrentDictionary<long, ItemResult<int>> results = [];
        await StreamOf<ItemResult<int>>("squares", "one").SubscribeAsync((next, _) =>
        {
            results[next.Index] = next;
            return Task.CompletedTask;
        }).Bounded();
        var options = new JobOptions { ErrorMode = ErrorMode.Collect, ResultStream = new ResultStream(Provider, "squares", "one") };
        MapResult<int> job = _pool.MapAsync(x => x == 5 ? throw new InvalidOperationException("five") : x * x, Enumerable.Range(0, 200), options: options);
        int[] squares = await job.Bounded();
        await Eventually.HoldsAsync(() => results.Count == 200, "all results have come");
        Assert.All(results.Values, result => Assert.Equal(job.JobId, result.JobId));
        Assert.Equal(squares.Where((_, index) => index != 5), results.Values.Where(result => result.IsSuccess).OrderBy(result => result.Index).Select(result => result.Value));
        ItemResult<int> failed = Assert.Single(results.Values, result => !result.IsSuccess);
        Assert.Equal((5, typeof(InvalidOperationException).FullName, "five"), (failed.Index, failed.ErrorType, failed.ErrorMessage));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ResultStream_OfAProviderThatTheClientLacks_IsRefusedAtTheCall()
    {
        ConcurrentQueue<Activity> ended = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OrleansPool",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using Activity caller = new Activity("caller").Start();
        var options = new JobOptions { Name = "refused", ResultStream = new ResultStream("nowhere", "a", "b") };
        using var tally = new Tally();
        Shared<Witness> shared = await _pool.ShareAsync(new Witness(tally.Key, [1])).Bounded();
        Assert.Equal(1, await _pool.ApplyAsync(handle => handle.Value.Numbers[0], shared).Bounded());
        var error = Assert.Throws<InvalidOperationException>(() => _pool.MapAsync(x => x + shared.Value.Numbers[0], new[] { 1 }, options: options));
        Assert.Contains("'nowhere'", error.Message);

        // Nothing is left of it.
        Activity job = Assert.Single(ended, span => span.TraceId == caller.TraceId && span.DisplayName == "map refused");
        Assert.Equal((ActivityStatusCode.Error, typeof(InvalidOperationException).FullName), (job.Status, job.GetTagItem("error.type")));
        shared.Dispose();
        Assert.NotEmpty(tally.Notes);
        await Eventually.HoldsAsync(
            () =>
            {
                GC.Collect();
                return tally.Notes.Cast<WeakReference>().All(copy => !copy.IsAlive);
            },
            "no silo holds the value");
    }

    [Fact]
    public void ResultStream_OfWorkWithoutResults_IsRefusedAtTheCall()
    {
        var options = new JobOptions { ResultStream = new ResultStream(Provider, "a", "b") };
        Assert.Throws<ArgumentException>(() => { _ = _pool.ForEachAsync(_ => { }, new[] { 1 }, options: options); });
    }

    private static int Pass(string key, int x)
    {
        Gate.Pass(key);
        return x == 9 ? throw new InvalidOperationException("nine") : x;
    }

    private static int Halt(string key, int x)
    {
        if (x == 0 && PoolContext.Current.Attempt == 1)
        {
            throw new InvalidOperationException("once");
        }

        if (x == 9)
        {
            Gate.Pass(key);
        }

        return x;
    }

    private IAsyncStream<T> StreamOf<T>(string space, string key) => _cluster.Client.GetStreamProvider(Provider).GetStream<T>(StreamId.Create(space, key));

    private JobEvent[] Of(string job) => [.. _events.Where(each => each.Job.Id == job)];

    private async Task<JobEvent> HeardAsync(string job, JobEventKind kind)
    {
        await Eventually.HoldsAsync(() => Of(job).Any(each => each.Kind == kind), $"{kind} is told");
        return Of(job).First(each => each.Kind == kind);
    }
}
