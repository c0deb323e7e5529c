using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What a cluster tells of its silos and jobs, and that a job can be cancelled by others than its caller.</summary>
public abstract class WatchTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Describe_WhileAJobRuns_ShowsItAndTheSlotsThatItHolds()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { Name = "squares", Priority = 3 };
        MapResult<int> job = Pool.MapAsync(x => Pass(key, x), Enumerable.Range(0, Workers + 2), chunkSize: 1, options: options);
        await gate.ReachedAsync(Workers);
        ClusterPicture picture = await Pool.Cluster.DescribeAsync().Bounded();
        JobView view = Assert.Single(picture.Jobs, each => each.Id == job.JobId);
        Assert.Equal((JobState.Running, "map", "squares", 3), (view.State, view.Verb, view.Name, view.Priority));
        Assert.Equal((0, Workers, 2, Workers + 2), (view.Completed, view.Running, view.Waiting, view.Total));
        Assert.Equal($"{nameof(WatchTests)}.{nameof(Describe_WhileAJobRuns_ShowsItAndTheSlotsThatItHolds)} (lambda)", view.Function);
        Assert.Contains($"process {Environment.ProcessId}", view.Client);
        Assert.Equal(Pool.Silos.Order(), view.Silos.Order());
        Assert.Equal(Fixture.Silos, picture.Silos.Count);
        Assert.All(picture.Silos, silo => Assert.Equal(PoolSiloPhase.Ready, silo.Phase));
        Assert.Equal(Pool.Silos.Order(), picture.Silos.Select(silo => silo.Address).Order());
        Assert.Equal(Workers, picture.Silos.Sum(silo => silo.Slots.Count(slot => slot.JobId == job.JobId)));
        Assert.Equal(Enumerable.Range(0, Workers).Select(item => (long?)item), picture.Silos.SelectMany(silo => silo.Slots).Select(slot => slot.Item).Order());
        gate.Open();
        await job.Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Job_ThatHasEnded_ShowsItsFailuresAndWhereItRan()
    {
        MapResult<int> job = Pool.MapAsync(
            x => x == 7 ? throw new InvalidOperationException("seven is bad") : x,
            Enumerable.Range(0, 100),
            options: new JobOptions { ErrorMode = ErrorMode.Collect });
        await job.Bounded();
        JobDetail detail = await EndOfAsync(job.JobId);
        Assert.Equal((JobState.Failed, 100, 1, 100), (detail.Job.State, detail.Job.Completed, detail.Job.Failed, detail.Job.Total));
        ItemView failure = Assert.Single(detail.Failures);
        Assert.Equal((7, typeof(InvalidOperationException).FullName, "seven is bad", "7"), (failure.Index, failure.ErrorType, failure.ErrorMessage, failure.InputPreview));
        Assert.Contains(nameof(Job_ThatHasEnded_ShowsItsFailuresAndWhereItRan), failure.ErrorStack);
        Assert.Contains(Pool.Silos, silo => failure.WorkerId!.StartsWith(silo, StringComparison.Ordinal));
        Assert.Equal((100, 1), (detail.Lanes.Sum(lane => lane.Items), detail.Lanes.Sum(lane => lane.Failed)));
        Assert.Equal((100, 1), (detail.Timeline.Sum(span => span.Items), detail.Timeline.Sum(span => span.Failed)));
        Assert.All(detail.Timeline, span => Assert.InRange(span.Lane, 0, detail.Lanes.Count - 1));
        Assert.Equal(Workers, (await Pool.Cluster.SilosAsync().Bounded()).Sum(silo => silo.Free));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Job_WhoseItemIsRunAgain_CountsItOnce()
    {
        var options = new JobOptions { Retry = new RetryOptions { Attempts = 2, Delay = TimeSpan.FromMilliseconds(1) } };
        MapResult<int> job = Pool.MapAsync(
            x => x == 3 && PoolContext.Current.Attempt == 1 ? throw new InvalidOperationException("once") : x,
            Enumerable.Range(0, 10).Select(x => x),
            options: options);
        await job.Bounded();
        JobDetail detail = await EndOfAsync(job.JobId);
        Assert.Equal((JobState.Finished, 10, 0, 10, 1), (detail.Job.State, detail.Job.Completed, detail.Job.Failed, detail.Job.Total, detail.Job.Retried));
        Assert.Empty(detail.Failures);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Job_WithSlowItems_NamesTheSlowest()
    {
        AsyncResult<int> job = Pool.ApplyAsync(Slow, 5);
        await job.Bounded();
        JobDetail detail = await EndOfAsync(job.JobId);
        Assert.Equal(("apply", "WatchTests.Slow", JobState.Finished), (detail.Job.Verb, detail.Job.Function, detail.Job.State));
        ItemView slowest = Assert.Single(detail.SlowestItems);
        Assert.True(slowest.RunTime >= TimeSpan.FromMilliseconds(5), $"The run time is {slowest.RunTime}.");
        Assert.Null(slowest.ErrorType);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_ByAnother_EndsTheJobForItsCaller()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> job = Pool.MapAsync((x, token) => Pass(key, x, token), Enumerable.Range(0, 100), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        Assert.True(await Pool.Cluster.CancelAsync(job.JobId).Bounded());
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.Bounded());
        Assert.Contains($"process {Environment.ProcessId}", error.Message);
        await gate.EmptyAsync();
        Assert.Equal(JobState.Cancelled, (await EndOfAsync(job.JobId)).Job.State);
        Assert.False(await Pool.Cluster.CancelAsync(job.JobId).Bounded());
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Job_CancelledByItsCaller_IsShownAsCancelled()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> job = Pool.MapAsync((x, token) => Pass(key, x, token), Enumerable.Range(0, 100), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        job.Cancel();
        Assert.Equal(JobState.Cancelled, (await EndOfAsync(job.JobId)).Job.State);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Ask_ForWhatIsNotThere_SaysSo()
    {
        Assert.Null(await Pool.Cluster.JobAsync("nothing-1").Bounded());
        Assert.False(await Pool.Cluster.CancelAsync("nothing-1").Bounded());
        Assert.False(await Pool.Cluster.DrainAsync("nowhere").Bounded());
    }

    private static int Pass(string key, int x, CancellationToken token = default)
    {
        Gate.Pass(key, token);
        return x;
    }

    private static int Slow(int milliseconds)
    {
        // The run itself shall take long, whatever else the machine does.
        Thread.Sleep(milliseconds);
        return milliseconds;
    }

    // The cluster hears of a job's end a little after its caller.
    private async Task<JobDetail> EndOfAsync(string id)
    {
        using var limit = new CancellationTokenSource(Bound.Limit);
        while (true)
        {
            JobDetail? detail = await Pool.Cluster.JobAsync(id, limit.Token);
            Assert.NotNull(detail);
            if (detail.Job.State != JobState.Running)
            {
                return detail;
            }
        }
    }
}
