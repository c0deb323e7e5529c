namespace OrleansPool.Packages;

/// <summary>A function whose items and results are memory of types that the silo has too, such as numbers: they cross as they are.</summary>
internal sealed class PlainFunction<TItem, TResult>(PackageCode code, object?[] parts) : PackageFunction<TItem, TResult>(code, parts)
{
    private readonly Func<TItem, CancellationToken, TResult> _invoke = (Func<TItem, CancellationToken, TResult>)parts[PlainFunction.Invoke]!;

    private readonly Func<TItem, CancellationToken, ValueTask<TResult>> _invokeAsync =
        (Func<TItem, CancellationToken, ValueTask<TResult>>)parts[PlainFunction.InvokeAsync]!;

    protected override TResult Run(TItem item, CancellationToken token) => _invoke(item, token);

    protected override ValueTask<TResult> RunAsync(TItem item, CancellationToken token) => _invokeAsync(item, token);
}
