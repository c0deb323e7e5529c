using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Sharing;

/// <summary>The memory of a string or of an array of elements without references: it is sent, and filled at the silo, without an encoding beside it.</summary>
internal abstract class SharedBlock
{
    public abstract object Value { get; }

    public abstract int[] Lengths { get; }

    public abstract long Bytes { get; }

    /// <summary>A part of the memory.</summary>
    public abstract Span<byte> Slice(long offset, int count);

    /// <summary>The block of a value, or null when its type goes through the serializer.</summary>
    public static SharedBlock? Of(object? value, Type declared)
    {
        if (value is string text && declared == typeof(string))
        {
            return new SharedText(text);
        }

        return value is Array array && array.GetType() == declared && IsBlock(declared) && IsZeroBased(array)
            ? Make(declared, array, [])
            : null;
    }

    /// <summary>A block to be filled.</summary>
    public static SharedBlock Create(Type type, int[] lengths)
    {
        if (type == typeof(string))
        {
            return new SharedText(new string('\0', lengths[0]));
        }

        return IsBlock(type)
            ? Make(type, null, lengths)
            : throw new InvalidDataException($"{TypeDisplay.WithArticle(type, isStart: true)} was sent as memory, which it is not here. Client and silo must run the same build.");
    }

    private static bool IsBlock(Type type) => type.IsArray && RawLayout.IsRaw(type.GetElementType()!);

    private static bool IsZeroBased(Array array) => Enumerable.Range(0, array.Rank).All(dimension => array.GetLowerBound(dimension) == 0);

    private static SharedBlock Make(Type type, Array? array, int[] lengths) => (SharedBlock)Activator.CreateInstance(
        typeof(SharedArray<>).MakeGenericType(type.GetElementType()!),
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
        null,
        [array, lengths],
        null)!;
}
