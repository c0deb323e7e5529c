using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>A function of types that only its package has: encoded items in, encoded results out.</summary>
internal sealed class PackedFunction(PackageCode code, object?[] parts) : PackageFunction<Packed, Packed>(code, parts), IPreviewed
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ReadOnlyMemory<byte>> _invoke =
        (Func<ReadOnlyMemory<byte>, CancellationToken, ReadOnlyMemory<byte>>)parts[3]!;

    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>>> _invokeAsync =
        (Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<ReadOnlyMemory<byte>>>)parts[4]!;

    private readonly Func<ReadOnlyMemory<byte>, string?> _preview = (Func<ReadOnlyMemory<byte>, string?>)parts[5]!;
    private readonly Func<string?> _previewOfInput = (Func<string?>)parts[6]!;

    public override int ItemSize { get; } = (int)parts[1]!;

    public override int ResultSize { get; } = (int)parts[2]!;

    public override string? PreviewOf(Packed item) => _preview(item.Bytes);

    public override object? KeepInput(Packed item) => this;

    /// <summary>The running item: the package keeps it.</summary>
    string? IPreviewed.Preview() => _previewOfInput();

    protected override Packed Run(Packed item, CancellationToken token) => new(_invoke(item.Bytes, token));

    protected override async ValueTask<Packed> RunAsync(Packed item, CancellationToken token) => new(await _invokeAsync(item.Bytes, token));
}
