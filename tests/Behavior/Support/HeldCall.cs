namespace OrleansPool.BehaviorTests.Support;

/// <summary>Holds up the first call of a method until the test lets it go.</summary>
internal sealed class HeldCall(string method) : IOutgoingGrainCallFilter
{
    private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is made.</summary>
    public Task Came => _came.Task;

    /// <summary>Sends it, and completes when it is answered.</summary>
    public Task ReleaseAsync()
    {
        _released.TrySetResult();
        return _answered.Task;
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.MethodName != method || !_came.TrySetResult())
        {
            await context.Invoke();
            return;
        }

        await _released.Task;
        await context.Invoke();
        _answered.TrySetResult();
    }
}
