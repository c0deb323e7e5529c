using OrleansPool.Payloads;

namespace OrleansPool.Insights;

/// <summary>The encoded input of one item.</summary>
/// <param name="Input">The input, or null for one that is too large to be kept.</param>
/// <param name="Bytes">How many bytes it has.</param>
internal readonly record struct KeptInput(ItemBlock? Input, long Bytes);
