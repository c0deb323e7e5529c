using System.Reflection;
using System.Text.Json;
using OrleansPool.Cli.Functions;

namespace OrleansPool.Cli.Lines;

/// <summary>Reads what a function takes from JSON: its one argument, or an array of its arguments.</summary>
internal static class JsonArguments
{
    /// <summary>Reads one item.</summary>
    public delegate TItem Reading<TItem>(ref Utf8JsonReader json);

    /// <summary>What reads the items of a function.</summary>
    public static Reading<TItem> For<TItem>(FunctionShape shape)
    {
        if (shape.IsWide)
        {
            return (Reading<TItem>)(object)new Reading<object?[]>(new WideArguments(shape.Parameters).Read);
        }

        MethodInfo read = typeof(JsonArguments).GetMethod($"Read{shape.Parameters.Length}", BindingFlags.Static | BindingFlags.NonPublic)!;
        return (shape.Parameters.Length == 0 ? read : read.MakeGenericMethod(shape.Parameters)).CreateDelegate<Reading<TItem>>();
    }

    private static ValueTuple Read0(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.Null)
        {
            Begin(ref json, 0);
            End(ref json, 0);
        }

        return default;
    }

    private static T Read1<T>(ref Utf8JsonReader json) => JsonOf<T>.Read(ref json);

    private static (T1, T2) Read2<T1, T2>(ref Utf8JsonReader json)
    {
        Open(ref json, 2);
        var item = (Part<T1>(ref json, 1, 2), Part<T2>(ref json, 2, 2));
        End(ref json, 2);
        return item;
    }

    private static (T1, T2, T3) Read3<T1, T2, T3>(ref Utf8JsonReader json)
    {
        Open(ref json, 3);
        var item = (Part<T1>(ref json, 1, 3), Part<T2>(ref json, 2, 3), Part<T3>(ref json, 3, 3));
        End(ref json, 3);
        return item;
    }

    private static (T1, T2, T3, T4) Read4<T1, T2, T3, T4>(ref Utf8JsonReader json)
    {
        Open(ref json, 4);
        var item = (Part<T1>(ref json, 1, 4), Part<T2>(ref json, 2, 4), Part<T3>(ref json, 3, 4), Part<T4>(ref json, 4, 4));
        End(ref json, 4);
        return item;
    }

    private static (T1, T2, T3, T4, T5) Read5<T1, T2, T3, T4, T5>(ref Utf8JsonReader json)
    {
        Open(ref json, 5);
        var item = (Part<T1>(ref json, 1, 5), Part<T2>(ref json, 2, 5), Part<T3>(ref json, 3, 5), Part<T4>(ref json, 4, 5), Part<T5>(ref json, 5, 5));
        End(ref json, 5);
        return item;
    }

    private static (T1, T2, T3, T4, T5, T6) Read6<T1, T2, T3, T4, T5, T6>(ref Utf8JsonReader json)
    {
        Open(ref json, 6);
        var item = (Part<T1>(ref json, 1, 6), Part<T2>(ref json, 2, 6), Part<T3>(ref json, 3, 6), Part<T4>(ref json, 4, 6), Part<T5>(ref json, 5, 6), Part<T6>(ref json, 6, 6));
        End(ref json, 6);
        return item;
    }

    private static (T1, T2, T3, T4, T5, T6, T7) Read7<T1, T2, T3, T4, T5, T6, T7>(ref Utf8JsonReader json)
    {
        Open(ref json, 7);
        var item = (
            Part<T1>(ref json, 1, 7), Part<T2>(ref json, 2, 7), Part<T3>(ref json, 3, 7), Part<T4>(ref json, 4, 7), Part<T5>(ref json, 5, 7), Part<T6>(ref json, 6, 7), Part<T7>(ref json, 7, 7));
        End(ref json, 7);
        return item;
    }

    internal static void Open(ref Utf8JsonReader json, int count)
    {
        json.Read();
        Begin(ref json, count);
    }

    private static void Begin(ref Utf8JsonReader json, int count)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"the function takes {count} arguments: write them as an array of {count}");
        }
    }

    internal static T Part<T>(ref Utf8JsonReader json, int at, int count)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndArray)
        {
            throw new JsonException($"the function takes {count} arguments, and the array has only {at - 1}");
        }

        try
        {
            return JsonOf<T>.ReadHere(ref json);
        }
        catch (JsonException error)
        {
            throw new JsonException($"argument {at}: {error.Message}", error);
        }
    }

    internal static void End(ref Utf8JsonReader json, int count)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.EndArray)
        {
            throw new JsonException($"the function takes {count} arguments, and the array has more");
        }
    }
}
