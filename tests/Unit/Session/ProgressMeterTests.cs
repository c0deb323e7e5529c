using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using OrleansPool.Callbacks;
using OrleansPool.Session;

namespace OrleansPool.UnitTests.Session;

/// <summary>What is counted, at which rate, how much time is left, and how often the listener hears of it.</summary>
public sealed class ProgressMeterTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();
    private readonly Listener _listener = new();
    private readonly List<Exception> _errors = [];
    private readonly ProgressMeter _meter;

    public ProgressMeterTests() => _meter = new ProgressMeter(_listener, new CallbackScope(this), _errors.Add, _time);

    [Fact]
    public void Now_RateIsOverTheWholeTime_AndTheRestIsToTakeAsLong()
    {
        _meter.SetTotal(100);
        _time.Advance(TimeSpan.FromSeconds(2));
        _meter.Add(completed: 10, failed: 3);
        Assert.Equal(new JobProgress(10, 3, 100, Rate: 5, Remaining: TimeSpan.FromSeconds(18)), _meter.Now);

        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(new JobProgress(10, 3, 100, Rate: 2.5, Remaining: TimeSpan.FromSeconds(36)), _meter.Now);

        _meter.Add(completed: 90, failed: 0);
        Assert.Equal(new JobProgress(100, 3, 100, Rate: 25, Remaining: TimeSpan.Zero), _meter.Now);
    }

    [Fact]
    public void Now_BeforeAnythingIsKnown_SaysNothingOfTheRest()
    {
        Assert.Equal(new JobProgress(0, 0, null, Rate: 0, Remaining: null), _meter.Now);
        _meter.SetTotal(100);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new JobProgress(0, 0, 100, Rate: 0, Remaining: null), _meter.Now);

        // An input without a count, which has not been read to its end.
        _meter.SetTotal(null);
        _meter.Add(completed: 10, failed: 0);
        Assert.Equal(new JobProgress(10, 0, null, Rate: 10, Remaining: null), _meter.Now);
    }

    [Fact]
    public void Now_TheRestWouldTakeLongerThanATimeCanSay_IsTheLongest()
    {
        _meter.SetTotal(long.MaxValue);
        _time.Advance(TimeSpan.FromDays(1));
        _meter.Add(completed: 1, failed: 0);
        Assert.True(_meter.Now.Remaining > TimeSpan.FromDays(1_000_000));
    }

    [Fact]
    public void Stop_TheClockStandsStill()
    {
        _meter.SetTotal(10);
        _time.Advance(TimeSpan.FromSeconds(1));
        _meter.Add(completed: 10, failed: 0);
        _meter.Stop();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, _meter.Now.Rate);
    }

    [Fact]
    public async Task Add_ManyInATenthOfASecond_AreOneReport()
    {
        _meter.Add(completed: 1, failed: 0);
        Assert.Equal(1, (await _listener.NextAsync()).Completed);
        for (int item = 0; item < 100; item++)
        {
            _meter.Add(completed: 1, failed: 0);
        }

        _time.Advance(TimeSpan.FromMilliseconds(99));
        _meter.Add(completed: 1, failed: 0);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _meter.Add(completed: 1, failed: 0);
        Assert.Equal(103, (await _listener.NextAsync()).Completed);

        // The end is told at once, whenever the last report was.
        _meter.Add(completed: 1, failed: 0);
        await _meter.ReportLastAsync().WaitAsync(Limit);
        Assert.Equal(104, (await _listener.NextAsync()).Completed);
        Assert.Equal(3, _listener.Reports);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task ReportLast_ListenerIsBusy_IsWaitedForASecond_AndToldWhenItReturns()
    {
        _listener.Hold();
        _meter.Add(completed: 1, failed: 0);
        Assert.Equal(1, (await _listener.NextAsync()).Completed);
        _meter.Add(completed: 1, failed: 0);

        Task last = _meter.ReportLastAsync();
        Assert.False(last.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await last.WaitAsync(Limit);
        Assert.Equal(1, _listener.Reports);

        _listener.LetGo();
        Assert.Equal(2, (await _listener.NextAsync()).Completed);
    }

    [Fact]
    public async Task Report_ListenerThrows_ItsErrorIsHandedOn_AndTheNextReportComes()
    {
        _listener.Error = new InvalidOperationException("no room");
        _meter.Add(completed: 1, failed: 0);
        await _listener.NextAsync();
        await _meter.ReportLastAsync().WaitAsync(Limit);
        Assert.Equal([_listener.Error, _listener.Error], _errors);
    }

    /// <summary>Keeps what it hears, and can be made to take long.</summary>
    private sealed class Listener : IProgress<JobProgress>
    {
        private readonly Channel<JobProgress> _heard = Channel.CreateUnbounded<JobProgress>();
        private readonly ManualResetEventSlim _free = new(initialState: true);
        private int _reports;

        public Exception? Error { get; set; }

        public int Reports => Volatile.Read(ref _reports);

        public void Hold() => _free.Reset();

        public void LetGo() => _free.Set();

        public Task<JobProgress> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(Limit);

        public void Report(JobProgress value)
        {
            Interlocked.Increment(ref _reports);
            _heard.Writer.TryWrite(value);
            _free.Wait(Limit);
            if (Error is { } error)
            {
                throw error;
            }
        }
    }
}
