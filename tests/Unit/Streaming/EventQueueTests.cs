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

    [Fact]
    public void SingleCalls_DoNotDriveOutLargeJobs()
    {
        int dropped = Enumerable.Range(0, 1_000).Sum(call => Add(JobEventKind.Started, $"{call}", verb: "apply") + Add(JobEventKind.Finished, $"{call}", verb: "apply"));
        Assert.Equal(0, Enumerable.Range(0, Most).Sum(job => Add(JobEventKind.Started, $"large {job}")));
        Assert.Equal(0, Add(JobEventKind.Finished, "large 0"));

        Assert.Equal(2_000 - (Most / 2), dropped);
        Assert.Equal((Most / 2) + Most + 1, _queue.Count);
        Assert.Equal(_queue.Count, _queue.Take(100).Count);
        Assert.Equal(0, Add(JobEventKind.Started, "next", verb: "apply"));
    }

    private static string Text(JobEvent told) => $"{told.Kind} {told.Job.Id} {told.Job.Completed}";

    private int Add(JobEventKind kind, string job, long completed = 0, string verb = "map") =>
        _queue.Add(new JobEvent { Kind = kind, Job = new JobView { Id = job, Verb = verb, Function = "f", Client = "me", Coordinator = "silo", Completed = completed }, At = DateTimeOffset.UnixEpoch });
}
