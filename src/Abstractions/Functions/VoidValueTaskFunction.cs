namespace OrleansPool.Functions;

/// <summary>A function that returns a <see cref="ValueTask"/> without a result.</summary>
internal sealed class VoidValueTaskFunction<TItem>(ItemCall<TItem, ValueTask> call) : AsyncFunction<TItem, Unit>
{
    public override Delegate? Target => call.Target;

    public override async ValueTask<Unit> InvokeAsync(TItem item, CancellationToken token)
    {
        await call.Invoke(item, token).ConfigureAwait(false);
        return default;
    }
}
