using OrleansPool.Functions;
using OrleansPool.Guests;

namespace OrleansPool.Packages;

/// <summary>A function of a package as the silo runs it.</summary>
/// <param name="code">The package.</param>
/// <param name="parts">What the package gave for it: <see cref="GuestFunction{TItem, TResult}.Parts"/>.</param>
internal abstract class PackageFunction<TItem, TResult>(PackageCode code, object?[] parts) : PoolFunction<TItem, TResult>
{
    public override bool IsAsync { get; } = (bool)parts[0]!;

    public override void Enter(IRunningItem? item)
    {
        base.Enter(item);
        code.Enter(item);
    }

    public sealed override TResult Invoke(TItem item, CancellationToken token)
    {
        try
        {
            return Run(item, token);
        }
        catch (Exception error)
        {
            throw code.Wrap(error);
        }
    }

    public sealed override async ValueTask<TResult> InvokeAsync(TItem item, CancellationToken token)
    {
        try
        {
            return await RunAsync(item, token);
        }
        catch (Exception error)
        {
            throw code.Wrap(error);
        }
    }

    protected abstract TResult Run(TItem item, CancellationToken token);

    protected abstract ValueTask<TResult> RunAsync(TItem item, CancellationToken token);
}
