using Microsoft.Extensions.Time.Testing;
using OrleansPool.Session;

namespace OrleansPool.UnitTests.Session;

public sealed class LateCallTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _time = new();
    private readonly List<TaskCompletionSource<int>> _calls = [];
    private readonly SemaphoreSlim _made = new(0);

    [Fact]
    public async Task MakeAsync_WithAnAnswerInTime_CallsOnce()
    {
        Task<int> answer = Make();
        _calls[0].SetResult(7);

        Assert.Equal(7, await answer);
        Assert.Single(_calls);
    }

    [Fact]
    public async Task MakeAsync_WhoseFirstCallIsNeverAnswered_TakesTheSecond()
    {
        Task<int> answer = Make();
        _time.Advance(Late);
        await CalledAsync(2);
        _calls[1].SetResult(8);

        Assert.Equal(8, await answer);
    }

    [Fact]
    public async Task MakeAsync_WithoutAnyAnswer_AsksMoreOftenThanAtFirst()
    {
        Task<int> answer = Make();
        _time.Advance(Late);
        await CalledAsync(2);
        _time.Advance(Again);
        await CalledAsync(3);
        _calls[2].SetResult(8);

        Assert.Equal(8, await answer);
    }

    [Fact]
    public async Task MakeAsync_WhoseFirstCallIsOnlySlow_TakesIt()
    {
        Task<int> answer = Make();
        _time.Advance(Late);
        await CalledAsync(2);
        _calls[0].SetResult(9);

        Assert.Equal(9, await answer);
    }

    [Fact]
    public async Task MakeAsync_WhoseSecondCallFails_WaitsForTheFirst()
    {
        Task<int> answer = Make();
        _time.Advance(Late);
        await CalledAsync(2);
        _calls[1].SetException(new TimeoutException());
        _calls[0].SetResult(9);

        Assert.Equal(9, await answer);
    }

    [Fact]
    public async Task MakeAsync_WhoseCallsAllFail_Fails()
    {
        Task<int> answer = Make();
        _time.Advance(Late);
        await CalledAsync(2);
        _calls[0].SetException(new TimeoutException("first"));
        _calls[1].SetException(new TimeoutException("second"));

        // Which of them is seen last is a matter of threads.
        Assert.Contains((await Assert.ThrowsAsync<TimeoutException>(() => answer)).Message, (string[])["first", "second"]);
    }

    [Fact]
    public async Task MakeAsync_Cancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        Task<int> answer = Make(cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    private Task<int> Make(CancellationToken cancellationToken = default) => LateCall.MakeAsync(
        _ =>
        {
            var call = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_calls)
            {
                _calls.Add(call);
            }

            _made.Release();

            return call.Task;
        },
        Late,
        Again,
        _time,
        cancellationToken);

    private async Task CalledAsync(int count)
    {
        while (Calls() < count)
        {
            Assert.True(await _made.WaitAsync(TimeSpan.FromSeconds(10)), $"Call {count} was not made.");
        }
    }

    private int Calls()
    {
        lock (_calls)
        {
            return _calls.Count;
        }
    }
}
