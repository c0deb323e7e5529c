namespace OrleansPool.Functions;

/// <summary>A function that returns its result.</summary>
internal sealed class SyncFunction<TItem, TResult>(ItemCall<TItem, TResult> call) : PoolFunction<TItem, TResult>
{
    public override Delegate Target => call.Target;

    public override bool IsAsync => false;

    public override TResult Invoke(TItem item, CancellationToken token) => call.Invoke(item, token);

    public override ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token) => new(call.Invoke(item, token));
}
