using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

/// <summary>Messages without which the other side finds out by silence only.</summary>
public sealed class LastWordTests
{
    private readonly SkippingTime _time = new();
    private int _sent;

    [Fact(Timeout = 30_000)]
    public async Task Message_ThatIsLostForASecond_Arrives()
    {
        await LastWord.SendAsync(Lossy, _time);
        Assert.InRange(_sent, 4, 20);

        Task Lossy()
        {
            _sent++;
            return _time.Passed > TimeSpan.FromSeconds(1) ? Task.CompletedTask : throw new TimeoutException("lost");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Message_ThatNobodyTakes_EndsWithTheLastError()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() => LastWord.SendAsync(() => throw new TimeoutException($"lost {++_sent}"), _time));
        Assert.Equal($"lost {_sent}", error.Message);
        Assert.InRange(_time.Passed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
    }

    [Fact(Timeout = 30_000)]
    public async Task Message_WhoseTriesTakeLong_IsSentThreeTimes()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => LastWord.SendAsync(Late, _time));
        Assert.Equal(3, _sent);

        Task Late()
        {
            _sent++;
            _time.Pass(TimeSpan.FromSeconds(5));
            throw new TimeoutException("lost");
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task Message_ThatIsGivenUp_IsNotSentAgain()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LastWord.SendAsync(
            () =>
            {
                _sent++;
                throw new OperationCanceledException();
            },
            _time));
        Assert.Equal(1, _sent);
    }

    /// <summary>A clock on which whoever waits has waited already.</summary>
    private sealed class SkippingTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public TimeSpan Passed => TimeSpan.FromTicks(GetTimestamp());

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pass(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
