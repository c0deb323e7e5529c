using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

public sealed class LogBufferTests
{
    private readonly LogBuffer _buffer = new();

    [Fact]
    public void Take_GivesAllInOrder_AndThenNothing()
    {
        Add(1, "a");
        Add(2, "b");
        Assert.False(_buffer.IsEmpty);
        Assert.Equal(["a", "b"], _buffer.Take()!.Entries.Select(entry => entry.Message));
        Assert.True(_buffer.IsEmpty);
        Assert.Null(_buffer.Take());
    }

    [Fact]
    public void Add_BeyondTheEntriesItHolds_CountsThemByJob()
    {
        for (int entry = 0; entry < 3000; entry++)
        {
            Add(entry < 2500 ? 1 : 2, "");
        }

        LogBatch batch = _buffer.Take()!;
        Assert.Equal(2000, batch.Entries.Length);
        Assert.Equal([new LogLoss(1, 500), new LogLoss(2, 500)], batch.Lost.OrderBy(loss => loss.Job));
    }

    [Fact]
    public void Add_BeyondTheBytesItHolds_TakesWhatStillFits()
    {
        Add(1, new string('x', 200_000));
        Add(1, new string('y', 200_000));
        Add(1, "small");
        LogBatch batch = _buffer.Take()!;
        Assert.Equal(["x", "s"], batch.Entries.Select(entry => entry.Message[..1]));
        Assert.Equal(1, Assert.Single(batch.Lost).Count);
    }

    [Fact]
    public void Add_OfABatch_KeepsWhatWasLostOnTheWay()
    {
        _buffer.Add(new LogBatch { Entries = [Entry(1, "a")], Lost = [new LogLoss(1, 3)] });
        _buffer.Add(new LogBatch { Entries = [Entry(1, "b")], Lost = [new LogLoss(1, 4)] });
        LogBatch batch = _buffer.Take()!;
        Assert.Equal(["a", "b"], batch.Entries.Select(entry => entry.Message));
        Assert.Equal([new LogLoss(1, 7)], batch.Lost);
    }

    [Fact]
    public void Remove_ForgetsOneJob()
    {
        Add(1, "a");
        Add(2, "b");
        _buffer.Remove(1);
        Assert.Equal("b", Assert.Single(_buffer.Take()!.Entries).Message);
        Add(1, "a");
        _buffer.Remove(1);
        Assert.True(_buffer.IsEmpty);
    }

    private static LogEntry Entry(int job, string message) => new()
    {
        Job = job,
        Item = 0,
        Attempt = 1,
        Worker = "w",
        Silo = "s",
        Level = LogLevel.Information,
        Category = "c",
        Event = 0,
        Message = message,
    };

    private void Add(int job, string message) => _buffer.Add(Entry(job, message));
}
