using OrleansPool.Failures;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>A function of a package: encoded items in, encoded results out.</summary>
internal sealed class PackedFunction(PackageCode code, object?[] parts) : PoolFunction<Packed, Packed>, IPreviewed
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ReadOnlyMemory<byte>> _invoke =
        (Func<ReadOnlyMemory<byte>, CancellationToken, ReadOnlyMemory<byte>>)parts[3]!;

    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> _invokeAsync =
        (Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>>>)parts[4]!;

    private readonly Func<ReadOnlyMemory<byte>, string?> _preview = (Func<ReadOnlyMemory<byte>, string?>)parts[5]!;
    private readonly Func<string?> _previewOfInput = (Func<string?>)parts[6]!;

    public override bool IsAsync { get; } = (bool)parts[0]!;

    public override int ItemSize { get; } = (int)parts[1]!;

    public override int ResultSize { get; } = (int)parts[2]!;

    public override void Enter(IRunningItem? item)
    {
        base.Enter(item);
        code.Enter(item);
    }

    public override Packed Invoke(Packed item, CancellationToken token)
    {
        try
        {
            return new Packed(_invoke(item.Bytes, token));
        }
        catch (Exception error)
        {
            throw code.Wrap(error);
        }
    }

    public override async ValueTask<Packed> InvokeAsync(Packed item, CancellationToken token)
    {
        try
        {
            return new Packed(await _invokeAsync(item.Bytes, token));
        }
        catch (Exception error)
        {
            throw code.Wrap(error);
        }
    }

    public override string? PreviewOf(Packed item) => _preview(item.Bytes);

    public override object? KeepInput(Packed item) => this;

    /// <summary>The running item: the package keeps it.</summary>
    string? IPreviewed.Preview() => _previewOfInput();
}
