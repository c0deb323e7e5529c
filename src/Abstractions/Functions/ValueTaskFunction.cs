namespace OrleansPool.Functions;

/// <summary>A function that returns a <see cref="ValueTask{TResult}"/>.</summary>
internal sealed class ValueTaskFunction<TItem, TResult>(ItemCall<TItem, ValueTask<TResult>> call) : AsyncFunction<TItem, TResult>
{
    public override Delegate? Target => call.Target;

    public override ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token) => call.Invoke(item, token);
}
