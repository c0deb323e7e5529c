namespace OrleansPool.Packages;

/// <summary>A shared value that only functions of its package can use.</summary>
/// <param name="Package">The package, as it was loaded then.</param>
/// <param name="Value">The value.</param>
internal sealed record PackedValue(PackageCode Package, object? Value);
