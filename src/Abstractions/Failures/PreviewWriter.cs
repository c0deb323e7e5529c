using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using OrleansPool.Payloads;

namespace OrleansPool.Failures;

/// <summary>
/// Writes values into a <see cref="PreviewText"/>. What belongs to the framework is read through its public members, everything else field by
/// field, so that no code of a user's type runs.
/// </summary>
internal static class PreviewWriter
{
    private const int MaxDepth = 5;
    private const int MaxElements = 10;
    private const int NestedTextLength = 60;
    private const int MaxIntegerBits = 512;

    public static void Write(PreviewText text, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            text.Append("…");
            return;
        }

        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string characters:
                text.AppendQuoted(characters, '"', depth == 0 ? int.MaxValue : NestedTextLength);
                break;
            case char one:
                text.AppendQuoted([one], '\'', 1);
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case Enum named:
                text.Append(named.ToString());
                break;
            case Type type:
                text.Append(TypeDisplay.Of(type));
                break;
            case Array array:
                // An array counts to the assembly of its elements.
                WriteElements(text, array, array.LongLength, depth);
                break;
            default:
                WriteOther(text, value, value.GetType(), depth);
                break;
        }
    }

    private static void WriteOther(PreviewText text, object value, Type type, int depth)
    {
        if (!PortableTypes.IsFramework(type))
        {
            WriteFields(text, value, type, depth);
        }
        else if (value is ITuple tuple)
        {
            WriteTuple(text, tuple, depth);
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            FieldInfo[] fields = TypeLayout.FieldsOf(type);
            Write(text, fields[0].GetValue(value), depth + 1);
            text.Append(": ");
            Write(text, fields[1].GetValue(value), depth + 1);
        }
        else if (Simple(value, type) is { } simple)
        {
            text.Append(simple);
        }
        else if (CountOf(value, type) is { } count)
        {
            WriteElements(text, (IEnumerable)value, count, depth);
        }
        else
        {
            text.Append(TypeDisplay.Of(type));
        }
    }

    /// <summary>The text of a framework type that is one value to people.</summary>
    private static string? Simple(object value, Type type) => value switch
    {
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        BigInteger large when large.GetBitLength() > MaxIntegerBits => $"an integer of {large.GetBitLength().ToString(CultureInfo.InvariantCulture)} bits",
        IFormattable formattable when type.IsValueType => formattable.ToString(null, CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        Version version => version.ToString(),
        _ => null,
    };

    private static void WriteTuple(PreviewText text, ITuple tuple, int depth)
    {
        text.Append("(");
        for (int at = 0; at < tuple.Length && !text.IsFull; at++)
        {
            text.Append(at == 0 ? "" : ", ");
            Write(text, tuple[at], depth + 1);
        }

        text.Append(")");
    }

    /// <summary>The count first, so that a cut does not take it.</summary>
    private static void WriteElements(PreviewText text, IEnumerable elements, long count, int depth)
    {
        text.Append(string.Create(CultureInfo.InvariantCulture, $"({count}) ["));
        int written = 0;
        foreach (object? element in elements)
        {
            if (written == MaxElements || text.IsFull)
            {
                break;
            }

            text.Append(written++ == 0 ? "" : ", ");
            Write(text, element, depth + 1);
        }

        text.Append(written < count ? written == 0 ? "…]" : ", …]" : "]");
    }

    private static void WriteFields(PreviewText text, object value, Type type, int depth)
    {
        bool isAnonymous = type.Name.StartsWith('<');
        text.Append(isAnonymous ? "" : TypeDisplay.Of(type));
        int written = 0;
        foreach (FieldInfo field in TypeLayout.FieldsOf(type).Where(field => !PortableTypes.IsFramework(field.DeclaringType!)))
        {
            if (text.IsFull)
            {
                return;
            }

            text.Append(written++ > 0 ? ", " : isAnonymous ? "{ " : " { ");
            text.Append(FieldNames.InSource(field) ?? "this");
            text.Append(" = ");
            Write(text, field.GetValue(value), depth + 1);
        }

        text.Append(written > 0 ? " }" : "");
    }

    /// <summary>How many elements a framework collection has; null for what is none, and for queries, which run code when they are read.</summary>
    private static long? CountOf(object value, Type type)
    {
        if (value is not IEnumerable || type.Namespace == typeof(Enumerable).Namespace)
        {
            return null;
        }

        return value switch
        {
            ICollection collection => collection.Count,
            _ => CountProperty(type)?.GetValue(value) as int?,
        };
    }

    private static PropertyInfo? CountProperty(Type type) => type.GetInterfaces()
        .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() is { } open
            && (open == typeof(IReadOnlyCollection<>) || open == typeof(ICollection<>)))
        ?.GetProperty("Count");
}
