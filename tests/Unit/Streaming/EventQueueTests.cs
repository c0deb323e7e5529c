using OrleansPool.Streaming;

namespace OrleansPool.UnitTests.Streaming;

/// <summary>What is told of jobs when a listener is slower than they are.</summary>
public sealed class EventQueueTests
{
    private const int Most = 10;

    private readonly EventQueue _queue = new(Most);

    [Fact]
    public void Events_ComeInOrder_AndOfProgressTheLatest()
    {
        Add(JobEventKind.Started, "a");
        Add(JobEventKind.Progress, "a", completed: 1);
        Add(JobEventKind.Started, "b");
        Add(JobEventKind.Progress, "b", completed: 5);
        Add(JobEventKind.Progress, "a", completed: 2);
        Add(JobEventKind.Finished, "a");

        Assert.Equal(["Started a 0", "Started b 0", "Progress b 5", "Progress a 2", "Finished a 0"], _queue.Take(100).Select(Text));
        Assert.Empty(_queue.Take(100));
    }

    [Fact]
    public void TooMany_DropsProgressFirst_AndEndsLast()
    {
        Add(JobEventKind.Progress, "long");
        int dropped = Enumerable.Range(0, Most).Sum(job => Add(JobEventKind.Started, $"{job}"));
        dropped += Add(JobEventKind.Started, "more");
        dropped += Add(JobEventKind.Progress, "more");
        dropped += Add(JobEventKind.Finished, "long");

        Assert.Equal(3, dropped);
        Assert.Equal([.. Enumerable.Range(0, Most).Select(job => $"Started {job} 0"), "Finished long 0"], _queue.Take(100).Select(Text));
    }

    [Fact]
    public void Ends_AreBoundedToo() => Assert.Equal(100 - (4 * Most), Enumerable.Range(0, 100).Sum(job => Add(JobEventKind.Finished, $"{job}")));

    private static string Text(JobEvent told) => $"{told.Kind} {told.Job.Id} {told.Job.Completed}";

    private int Add(JobEventKind kind, string job, long completed = 0) =>
        _queue.Add(new JobEvent { Kind = kind, Job = new JobView { Id = job, Verb = "map", Function = "f", Client = "me", Coordinator = "silo", Completed = completed }, At = DateTimeOffset.UnixEpoch });
}
