using System.Collections.Concurrent;
using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Functions;

/// <summary>
/// Functions that capture nothing, as they were encoded or decoded before: for a job of one short item that takes longer than the item. The same each time,
/// whoever runs them.
/// </summary>
internal static class KnownFunctions
{
    /// <summary>As many as a program has that are worth it; with more, all are forgotten, so that bytes which others make up can't fill the memory.</summary>
    private const int Most = 256;

    private static readonly ConcurrentDictionary<(Type Function, Type Delegate, MethodInfo Method), FunctionBlob> Blobs = new();
    private static readonly ConcurrentDictionary<ReadOnlyMemory<byte>, PoolFunction> Functions = new(new SameBytes());

    /// <summary>
    /// Whether it captures nothing: a static method, or a lambda that uses no variable of its surroundings. What can be unloaded is not: to be known here
    /// would keep it.
    /// </summary>
    public static bool IsStateless(PoolFunction function) =>
        function is not LifeFunction
        && !function.GetType().IsCollectible
        && function.Target is { HasSingleTarget: true, Method.IsCollectible: false } target
        && (target.Target is null || Closures.IsStateless(target.Target));

    /// <summary>A stateless function, encoded.</summary>
    public static FunctionBlob Encoded(PoolFunction function)
    {
        (Type, Type, MethodInfo) key = (function.GetType(), function.Target!.GetType(), function.Target.Method);
        if (Blobs.TryGetValue(key, out FunctionBlob? known))
        {
            return known;
        }

        FunctionBlob blob = FunctionCodec.EncodeAnew(function, user: null);
        Add(Blobs, key, blob);
        return blob;
    }

    /// <summary>What these bytes were decoded to, or null.</summary>
    public static PoolFunction? Find(ReadOnlyMemory<byte> blob) => Functions.GetValueOrDefault(blob);

    /// <summary>Keeps what bytes were decoded to, if it captures nothing.</summary>
    public static void Add(ReadOnlyMemory<byte> blob, PoolFunction function)
    {
        if (IsStateless(function))
        {
            // A copy: the bytes may be a part of a whole message.
            Add(Functions, blob.ToArray(), function);
        }
    }

    private static void Add<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, TKey key, TValue value)
        where TKey : notnull
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[key] = value;
    }

    private sealed class SameBytes : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public bool Equals(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) => left.Span.SequenceEqual(right.Span);

        public int GetHashCode(ReadOnlyMemory<byte> bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes.Span);
            return hash.ToHashCode();
        }
    }
}
