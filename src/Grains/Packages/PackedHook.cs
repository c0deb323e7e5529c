using OrleansPool.Functions;

namespace OrleansPool.Packages;

/// <summary>An initializer or finalizer of a package.</summary>
internal sealed class PackedHook(PackageCode code, object?[] parts) : LifeFunction
{
    /// <summary>How many parts it has, which differs from a <see cref="PackedFunction"/>.</summary>
    public const int Parts = 2;

    private readonly Func<object?, CancellationToken, Task<object?>> _invoke = (Func<object?, CancellationToken, Task<object?>>)parts[0]!;
    private readonly Func<object, byte[]> _encode = (Func<object, byte[]>)parts[1]!;

    public override void Enter(IRunningItem? item)
    {
        base.Enter(item);
        code.Enter(item);
    }

    public override async ValueTask<object?> InvokeAsync(object? item, CancellationToken token)
    {
        try
        {
            return await _invoke(item, token);
        }
        catch (Exception error)
        {
            throw code.Wrap(error);
        }
    }

    public override byte[] Encode(object value) => _encode(value);
}
