using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

public sealed class WorkerEndQueueTests
{
    [Fact]
    public void Take_OfNothing_IsNothing()
    {
        long budget = WireLimits.MessageBytes;
        Assert.Null(new WorkerEndQueue().Take(ref budget));
        Assert.Equal(WireLimits.MessageBytes, budget);
    }

    [Fact]
    public void Take_WithoutRoom_KeepsAll()
    {
        var queue = new WorkerEndQueue();
        queue.Enqueue(End("a", 10));
        long budget = 0;
        Assert.Null(queue.Take(ref budget));
        Assert.False(queue.IsEmpty);
    }

    [Fact]
    public void Enqueue_OfMoreBytesThanMayWait_KeepsWhyThereIsNoValue()
    {
        var queue = new WorkerEndQueue();
        int most = (int)(WorkerEndBudget.Most / WireLimits.MessageBytes);
        for (int number = 0; number <= most; number++)
        {
            queue.Enqueue(End($"{number}", WireLimits.MessageBytes));
        }

        long budget = long.MaxValue;
        WorkerEnd[] ends = queue.Take(ref budget)!.Ends;
        Assert.Equal(most + 1, ends.Length);
        Assert.All(ends.SkipLast(1), end => Assert.Null(end.Error));
        Assert.Equal((typeof(PayloadTooLargeException).FullName, 0), (ends[^1].Error?.TypeName, ends[^1].Value.Length));

        // What has left makes room.
        queue.Enqueue(End("next", WireLimits.MessageBytes));
        Assert.Null(Assert.Single(queue.Take(ref budget)!.Ends).Error);
    }

    [Fact]
    public void Take_OfMoreThanFits_LeavesTheRestAndTellsOfTheLastOnlyOnce()
    {
        var queue = new WorkerEndQueue();
        string[] names = [.. Enumerable.Range(0, 10).Select(number => $"{number}")];
        foreach (string name in names)
        {
            queue.Enqueue(End(name, WireLimits.MessageBytes / 4));
        }

        queue.EnqueueLast();
        List<string> taken = [];
        bool areAll = false;
        while (!queue.IsEmpty)
        {
            Assert.False(areAll);
            long budget = WireLimits.MessageBytes;
            WorkerEnds ends = queue.Take(ref budget)!;
            Assert.InRange(ends.Ends.Length, 1, 5);
            taken.AddRange(ends.Ends.Select(end => end.Worker));
            areAll = ends.AreAll;
        }

        Assert.True(areAll);
        Assert.Equal(names, taken);
    }

    [Fact]
    public void EnqueueLast_WithoutEnds_IsTold()
    {
        var queue = new WorkerEndQueue();
        queue.EnqueueLast();
        long budget = WireLimits.MessageBytes;
        WorkerEnds ends = queue.Take(ref budget)!;
        Assert.True(ends.AreAll);
        Assert.Empty(ends.Ends);
        Assert.True(queue.IsEmpty);
    }

    private static WorkerEnd End(string worker, int bytes) => new() { Worker = worker, Silo = "silo", Value = new byte[bytes] };
}
