namespace OrleansPool.Functions;

/// <summary>A function that returns a <see cref="Task{TResult}"/>.</summary>
internal sealed class TaskFunction<TItem, TResult>(ItemCall<TItem, Task<TResult>> call) : AsyncFunction<TItem, TResult>
{
    public override Delegate? Target => call.Target;

    public override ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token) => new(Returned(call.Invoke(item, token)));
}
