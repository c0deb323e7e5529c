using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Session;

public sealed class SubmitQueueTests
{
    [Fact]
    public void Take_JobStartedWhileALargeChunkIsCut_SendsItsStartBeforeItsChunks()
    {
        var queue = new SubmitQueue(static () => { });
        queue.Open(1, isOffer: false);
        queue.Enqueue(Start(1));
        queue.Enqueue(Chunk(1, 3 * WireLimits.PartBytes));
        HashSet<int> started = [];
        Take(queue, started);
        Assert.NotNull(Take(queue, started).Part);

        queue.Enqueue(Start(2));
        queue.Enqueue(Chunk(2, 10));
        HashSet<int> arrived = [];
        while (!arrived.Contains(2))
        {
            arrived.UnionWith(Take(queue, started).Chunks.Select(chunk => chunk.Job));
        }

        Assert.Equal([1, 2], arrived.Order());
    }

    [Fact]
    public void Enqueue_StartAndEnd_GoWithWhatIsSentNext()
    {
        int signals = 0;
        var queue = new SubmitQueue(() => signals++);
        queue.Open(1, isOffer: false);
        signals = 0;

        queue.Enqueue(Start(1));
        queue.EnqueueEnd(7, isSent: false);
        Assert.Equal(0, signals);
        queue.Enqueue(Chunk(1, 10));
        Assert.Equal(1, signals);

        SubmitMessage message = queue.Take()!;
        Assert.Equal([1], message.Jobs.Select(job => job.Job));
        Assert.Equal([1], message.Chunks.Select(chunk => chunk.Job));
        Assert.Equal([7], message.EndedJobs);
        Assert.Null(queue.Take());
    }

    [Fact]
    public void EnqueueEnd_OfAJobThatRuns_IsSentAtOnce()
    {
        int signals = 0;
        var queue = new SubmitQueue(() => signals++);

        queue.EnqueueEnd(7);

        Assert.Equal(1, signals);
    }

    /// <summary>Takes a message, in which no chunk may be of a job that was not heard of.</summary>
    private static SubmitMessage Take(SubmitQueue queue, HashSet<int> started)
    {
        SubmitMessage message = queue.Take()!;
        started.UnionWith(message.Jobs.Select(job => job.Job));
        Assert.All(message.Chunks, chunk => Assert.Contains(chunk.Job, started));
        return message;
    }

    private static JobStart Start(int job) => new() { Job = job, Id = $"{job}", Function = new byte[10], MaxAttempts = 3, Priority = 0, MaxItemBytes = 1 };

    private static ChunkMessage Chunk(int job, int bytes) =>
        new() { Job = job, First = 0, Items = new ItemBlock { Count = 1, ElementSize = bytes, Data = new byte[bytes] } };
}
