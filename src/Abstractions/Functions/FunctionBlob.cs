namespace OrleansPool.Functions;

/// <summary>An encoded function, and what its caller may want to know of it.</summary>
/// <param name="Bytes">What <see cref="FunctionCodec.Decode"/> reads.</param>
/// <param name="Warnings">What compiles and may not do what was meant: a static field read, a captured variable assigned.</param>
internal sealed record FunctionBlob(ReadOnlyMemory<byte> Bytes, IReadOnlyList<string> Warnings);
