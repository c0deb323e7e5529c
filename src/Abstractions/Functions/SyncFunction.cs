using System.Runtime.CompilerServices;

namespace OrleansPool.Functions;

/// <summary>A function that returns its result.</summary>
internal sealed class SyncFunction<TItem, TResult>(ItemCall<TItem, TResult> call) : PoolFunction<TItem, TResult>
{
    public override Delegate Target => call.Target;

    public override bool IsAsync => false;

    public override Func<TItem, TResult>? Plain => call.Target as Func<TItem, TResult>;

    /// <inheritdoc/>
    /// <remarks>Optimized at once: a new process calls it a million times before the runtime has compiled it well.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override TResult Invoke(TItem item, CancellationToken token) => call.Invoke(item, token);

    public override ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token) => new(call.Invoke(item, token));
}
