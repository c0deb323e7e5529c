namespace OrleansPool.Packages;

/// <summary>
/// Proves to a silo that a function comes from its own process, which could do anything anyway: a secret that never leaves the process.
/// </summary>
internal static class ProcessKey
{
    private static CodeKey? Key;

    /// <summary>There is a silo in this process.</summary>
    public static void Enable() => Interlocked.CompareExchange(ref Key, CodeKey.NewRandom("process"), null);

    /// <summary>The mark of a function; empty when there is no silo in this process.</summary>
    public static ReadOnlyMemory<byte> Mark(string? package, ReadOnlySpan<byte> function) => Volatile.Read(ref Key)?.SealFunction(package, function).Signature ?? default;

    public static bool IsMark(string? package, ReadOnlySpan<byte> function, ReadOnlySpan<byte> mark) =>
        !mark.IsEmpty && Volatile.Read(ref Key) is { } key && key.VerifiesFunction(package, function, mark);
}
