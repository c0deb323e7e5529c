using Microsoft.Extensions.Time.Testing;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Session;

public sealed class LoneJobTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LoneJob _lone;

    public LoneJobTests() => _lone = new LoneJob(_time);

    [Fact]
    public void Answer_WaitsOnlyIfTheLastWasShort()
    {
        Assert.False(_lone.Send(Message(1), openJobs: 1));
        _lone.End(1);
        Assert.True(_lone.Send(Message(2), openJobs: 1));

        _time.Advance(WireTimes.SubmitWait);
        _lone.End(2);
        Assert.False(_lone.Send(Message(3), openJobs: 1));
    }

    [Fact]
    public void Answer_DoesNotWait_ForJobsThatAreNotAloneOrNotOfOneItem()
    {
        _lone.Send(Message(1), openJobs: 1);
        _lone.End(1);

        Assert.False(_lone.Send(Message(2), openJobs: 2));
        Assert.False(_lone.Send(Message(3, total: 2), openJobs: 1));
        Assert.False(_lone.Send(Message(4, total: null), openJobs: 1));
        Assert.False(_lone.Send(new SubmitMessage { Epoch = 1, Sequence = 1, EndedJobs = [1] }, openJobs: 1));
        Assert.True(_lone.Send(Message(5), openJobs: 1));
    }

    private static SubmitMessage Message(int job, long? total = 1) => new()
    {
        Epoch = 1,
        Sequence = job,
        Jobs = [new JobStart { Job = job, Id = $"job {job}", Function = default, MaxAttempts = 1, Priority = 0, MaxItemBytes = 1, Total = total }],
        Chunks = [new ChunkMessage { Job = job, First = 0, Items = ItemBlock.Holes(1) }],
    };
}
