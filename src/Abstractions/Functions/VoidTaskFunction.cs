namespace OrleansPool.Functions;

/// <summary>A function that returns a <see cref="Task"/> without a result.</summary>
internal sealed class VoidTaskFunction<TItem>(ItemCall<TItem, Task> call) : AsyncFunction<TItem, Unit>
{
    public override Delegate? Target => call.Target;

    public override async ValueTask<Unit> InvokeAsync(TItem item, CancellationToken token)
    {
        await Returned(call.Invoke(item, token)).ConfigureAwait(false);
        return default;
    }
}
