namespace OrleansPool.Payloads;

/// <summary>
/// An encoded item or result that passes as it is, since only the package of its function can read it. The memory is valid until the next
/// item of the same function.
/// </summary>
internal readonly record struct Packed(ReadOnlyMemory<byte> Bytes);
