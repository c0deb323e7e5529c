using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Lines;

/// <summary>JSON of one type.</summary>
internal static class JsonOf<T>
{
    private static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)ToolJson.Values.GetTypeInfo(typeof(T));
    private static readonly bool IsNeverNull = typeof(T).IsValueType && Nullable.GetUnderlyingType(typeof(T)) is null;

    /// <summary>Reads the value that comes next.</summary>
    public static T Read(ref Utf8JsonReader json)
    {
        // What most lines are, without what the serializer does for any value. All that is not a number of the type is its matter, also the error.
        if (typeof(T) == typeof(long) || typeof(T) == typeof(int))
        {
            Utf8JsonReader ahead = json;
            if (ahead.Read() && ahead.TokenType == JsonTokenType.Number && ahead.TryGetInt64(out long number) && (typeof(T) == typeof(long) || number is >= int.MinValue and <= int.MaxValue))
            {
                json = ahead;
                return typeof(T) == typeof(long) ? (T)(object)number : (T)(object)(int)number;
            }
        }

        return JsonSerializer.Deserialize(ref json, Info)!;
    }

    /// <summary>Reads the value at which the reader is.</summary>
    public static T ReadHere(ref Utf8JsonReader json) => IsNeverNull && json.TokenType == JsonTokenType.Null
        ? throw new JsonException($"null is no {FunctionShape.Of(typeof(T))}")
        : JsonSerializer.Deserialize(ref json, Info)!;

    public static void Write(Utf8JsonWriter json, T value)
    {
        if (typeof(T) == typeof(long) || typeof(T) == typeof(int))
        {
            json.WriteNumberValue(typeof(T) == typeof(long) ? (long)(object)value! : (int)(object)value!);
        }
        else
        {
            JsonSerializer.Serialize(json, value, Info);
        }
    }
}
