using Microsoft.Extensions.Time.Testing;
using OrleansPool.Workers;

namespace OrleansPool.UnitTests.Workers;

public sealed class TimedItemTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _job = new();

    [Fact]
    public void Check_BeforeTheTimeIsUp_DoesNothing()
    {
        TimedItem item = Start();
        _time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        item.Check(Fail);
        Assert.False(item.IsUp);
        Assert.False(item.IsOverdue);
        Assert.False(item.Token.IsCancellationRequested);
    }

    [Fact]
    public void Check_WhenTheTimeIsUp_CancelsTheTokenAndTheGraceStarts()
    {
        TimedItem item = Start();

        // The clock is late: the function has its grace all the same.
        _time.Advance(Limit + Grace);
        item.Check(Fail);
        Assert.True(item.IsUp);
        Assert.True(item.Token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
        Assert.False(item.IsOverdue);
        _time.Advance(Grace);
        item.Check(Fail);
        Assert.True(item.IsOverdue);
    }

    [Fact]
    public void Check_WithoutGrace_IsOverdueAtOnce()
    {
        var item = new TimedItem(3, Limit, TimeSpan.Zero, _job.Token, _time);
        _time.Advance(Limit);
        item.Check(Fail);
        Assert.True(item.IsOverdue);
    }

    [Fact]
    public void TryEnd_AfterTryWriteOff_IsRefused()
    {
        TimedItem item = Start();
        Assert.True(item.TryWriteOff());
        Assert.False(item.TryEnd());
        Assert.False(item.TryWriteOff());
    }

    [Fact]
    public void TryWriteOff_AfterTryEnd_IsRefused()
    {
        TimedItem item = Start();
        Assert.True(item.TryEnd());
        Assert.False(item.TryWriteOff());
        _time.Advance(Limit + Grace);
        item.Check(Fail);
        Assert.False(item.IsUp);
        Assert.False(item.IsOverdue);
    }

    [Fact]
    public async Task Token_OfARunningItem_IsCancelledWithItsJob()
    {
        TimedItem item = Start();
        TimedItem ended = Start();
        ended.TryEnd();
        await _job.CancelAsync();
        Assert.True(item.Token.IsCancellationRequested);
        Assert.False(ended.Token.IsCancellationRequested);
        Assert.False(item.IsUp);
    }

    [Fact]
    public void Check_WhoseCallbackThrows_TellsWhat()
    {
        TimedItem item = Start();
        item.Token.Register(() => throw new InvalidDataException("a callback"));
        using var told = new ManualResetEventSlim();
        Exception? failed = null;
        _time.Advance(Limit);
        item.Check(error =>
        {
            failed = error;
            told.Set();
        });
        Assert.True(told.Wait(TimeSpan.FromSeconds(30)));
        Assert.IsType<InvalidDataException>(Assert.IsType<AggregateException>(failed).InnerException);
    }

    private TimedItem Start() => new(3, Limit, Grace, _job.Token, _time);

    private static void Fail(Exception error) => Assert.Fail(error.ToString());
}
