using OrleansPool.Callbacks;

namespace OrleansPool.UnitTests.Callbacks;

public sealed class JobCallbacksTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task None_Told_DoesNothing()
    {
        Assert.True(JobCallbacks<int>.None.IsNone);
        Assert.True(JobCallbacks<int>.From((Action<int>?)null, (Action<Exception>?)null).IsNone);
        await JobCallbacks<int>.None.OnSuccess(1);
        await JobCallbacks<int>.None.OnError(new InvalidOperationException());
    }

    [Fact]
    public async Task SynchronousPair_Told_CallsTheOneThatFits()
    {
        var callbacks = JobCallbacks<int>.From(value => _log.Add($"value {value}"), error => _log.Add($"error {error.Message}"));

        await callbacks.OnSuccess(7);
        await callbacks.OnError(new InvalidOperationException("boom"));

        Assert.False(callbacks.IsNone);
        Assert.Equal(["value 7", "error boom"], _log);
    }

    [Fact]
    public void AsynchronousPair_Told_IsWaitedFor()
    {
        var gate = new TaskCompletionSource();
        var callbacks = JobCallbacks<int>.From(_ => gate.Task, _ => gate.Task);

        ValueTask success = callbacks.OnSuccess(1);
        ValueTask failure = callbacks.OnError(new InvalidOperationException());

        Assert.False(success.IsCompleted);
        Assert.False(failure.IsCompleted);
        gate.SetResult();
        Assert.True(success.IsCompletedSuccessfully);
        Assert.True(failure.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task OnlyErrorCallback_OfSuccess_IsNotCalled()
    {
        var callbacks = JobCallbacks<int>.From((Action<int>?)null, error => _log.Add(error.Message));

        await callbacks.OnSuccess(1);

        Assert.False(callbacks.IsNone);
        Assert.Empty(_log);
    }

    [Fact]
    public async Task WithoutValue_BothKinds_AreCalled()
    {
        await JobCallbacks<int>.From(() => _log.Add("sync"), (Action<Exception>?)null).OnSuccess(1);
        await JobCallbacks<int>.From(LogAsync, (Func<Exception, Task>?)null).OnSuccess(1);

        Assert.Equal(["sync", "async"], _log);

        Task LogAsync()
        {
            _log.Add("async");
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Callback_ThatThrows_ThrowsToTheTeller()
    {
        var callbacks = JobCallbacks<int>.From(_ => throw new InvalidOperationException("mine"), (Action<Exception>?)null);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await callbacks.OnSuccess(1));

        Assert.Equal("mine", error.Message);
    }
}
