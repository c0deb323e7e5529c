using Microsoft.Extensions.Time.Testing;
using OrleansPool.Watching;

namespace OrleansPool.UnitTests.Watching;

/// <summary>What a silo says of the jobs of coordinators, of which some do not answer.</summary>
public sealed class JobBookTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Coordinator_ThatDoesNotAnswer_IsCounted_AndOneThatGoesIsNot()
    {
        var book = new JobBook(_time);
        book.Add(new Coordinator(new TaskCompletionSource<JobView[]>().Task));
        book.Add(new Coordinator(Task.FromException<JobView[]>(new InvalidOperationException("It goes."))));
        book.Add(new Coordinator(Task.FromResult(Array.Empty<JobView>())));
        Task<(JobView[] Jobs, int More, int Silent)> answer = book.JobsAsync();
        Assert.False(answer.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, (await answer).Silent);
    }

    private sealed class Coordinator(Task<JobView[]> jobs) : IWatchedCoordinator
    {
        public int Jobs => 0;

        public Task<JobView[]> JobsAsync() => jobs;

        public Task<JobDetail?> JobAsync(string id) => throw new NotSupportedException();

        public Task<bool> CancelAsync(string id, string by) => throw new NotSupportedException();
    }
}
