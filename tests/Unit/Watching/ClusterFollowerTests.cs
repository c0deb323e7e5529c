using Microsoft.Extensions.Time.Testing;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Watching;

/// <summary>A cluster that is followed is right whatever the stream loses, and is not asked for more than that takes.</summary>
public sealed class ClusterFollowerTests : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly Queue<JobNews> _news = new();
    private readonly IAsyncEnumerator<ClusterChange> _changes;
    private JobView[] _jobs = [];
    private int _looks;
    private bool _isLive = true;

    public ClusterFollowerTests() => _changes = new ClusterFollower(
        () =>
        {
            _looks++;
            return Task.FromResult(new ClusterPicture { Jobs = _jobs });
        },
        _ => _news.TryDequeue(out JobNews? news) ? Task.FromResult(news)
            : _isLive ? Task.FromResult(new JobNews { IsLive = true })
            : throw new TimeoutException(),
        _time).FollowAsync(CancellationToken.None).GetAsyncEnumerator();

    public ValueTask DisposeAsync() => _changes.DisposeAsync();

    [Fact]
    public async Task News_ChangeThePictureAtOnce()
    {
        _jobs = [Job("a", 1) with { Running = 2, Silos = ["s"] }, Job("old", 9, JobState.Finished)];
        Assert.Null((await NextAsync()).Jobs);
        _news.Enqueue(new JobNews { IsLive = true, Jobs = [Job("a", 5) with { Waiting = 10 }, Job("new", 0)] });
        TimeSpan before = Now;
        ClusterChange change = await NextAsync();

        Assert.InRange(Now - before, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
        Assert.Equal(["a", "new"], change.Jobs!.Select(job => job.Id));
        JobView shown = change.Picture.Jobs.Single(job => job.Id == "a");
        Assert.Equal((5, 2, 8), (shown.Completed, shown.Running, shown.Waiting));
        Assert.Equal("old", change.Picture.Jobs[^1].Id);
    }

    [Fact]
    public async Task LostEvent_IsMadeUpForBySecond()
    {
        _jobs = [Job("a", 1)];
        await NextAsync();
        TimeSpan before = Now;
        _jobs = [Job("a", 9, JobState.Finished)];
        ClusterChange change = await NextAsync();

        Assert.Null(change.Jobs);
        Assert.InRange(Now - before, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.5));
        Assert.Equal(JobState.Finished, Assert.Single(change.Picture.Jobs).State);
    }

    [Fact]
    public async Task EventThatIsOlderThanThePicture_ChangesNothing()
    {
        _jobs = [Job("a", 9, JobState.Finished), Job("b", 5)];
        await NextAsync();
        _news.Enqueue(new JobNews { IsLive = true, Jobs = [Job("a", 3), Job("b", 2)] });

        Assert.Null((await NextAsync()).Jobs);
    }

    [Fact]
    public async Task NothingRuns_IsAskedForSeldom_UnlessThereIsNoStream()
    {
        await NextAsync();
        TimeSpan before = Now;
        await NextAsync();
        Assert.InRange(Now - before, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(3.5));
        _isLive = false;
        await NextAsync();
        before = Now;
        await NextAsync();
        Assert.InRange(Now - before, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.5));
        Assert.Equal(4, _looks);
    }

    [Fact]
    public async Task Gap_IsAReasonToLook()
    {
        await NextAsync();
        TimeSpan before = Now;
        _news.Enqueue(new JobNews { IsLive = true, HasGap = true });
        await NextAsync();

        Assert.InRange(Now - before, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1.5));
    }

    private TimeSpan Now => _time.GetUtcNow().TimeOfDay;

    private static JobView Job(string id, long completed, JobState state = JobState.Running) => new()
    {
        Id = id,
        Verb = "map",
        Function = "f",
        Client = "me",
        Coordinator = "silo",
        State = state,
        Completed = completed,
        Elapsed = TimeSpan.FromSeconds(completed),
    };

    private async Task<ClusterChange> NextAsync()
    {
        Task<bool> next = _changes.MoveNextAsync().AsTask();
        for (int steps = 0; !next.IsCompleted && steps < 1_000; steps++)
        {
            _time.Advance(Step);
            await Task.WhenAny(next, Task.Delay(1));
        }

        Assert.True(next.IsCompleted, "Nothing came.");
        Assert.True(await next);
        return _changes.Current;
    }
}
