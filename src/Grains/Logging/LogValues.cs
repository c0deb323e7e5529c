using System.Collections;
using System.Globalization;
using OrleansPool.Wire;

namespace OrleansPool.Logging;

/// <summary>
/// The values of what is logged, as data that can travel: primitives of the framework as they are, all else as text. Bounded, and no value
/// that fails costs its entry.
/// </summary>
internal static class LogValues
{
    private const int MostValues = 64;

    /// <summary>Characters of one text, and of all of an entry. The template has room of its own: without it the others mean little.</summary>
    private const int MostOfOne = 4 << 10;
    private const int MostOfAll = 16 << 10;
    private const int MostOfName = 256;
    private const string Template = "{OriginalFormat}";

    private const int MostElements = 64;

    public static LogValue[] Of(object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> pairs)
        {
            return [];
        }

        List<LogValue> values = [];
        try
        {
            int left = MostOfAll;
            foreach ((string name, object? value) in pairs.Take(MostValues))
            {
                values.Add(new LogValue(Cut(name, MostOfName), IsPrimitive(value) ? value : Take(name, TextOf(value!), ref left)));
            }
        }
        catch (Exception)
        {
            // The state is the user's own, and reading it failed: what is there so far has to do.
            return [.. values];
        }

        return [.. values];
    }

    private static bool IsPrimitive(object? value) => value is null or bool or char or sbyte or byte or short or ushort or int or uint or long or ulong
        or float or double or decimal or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Guid;

    private static string TextOf(object value)
    {
        try
        {
            return value is IEnumerable elements and not string
                ? string.Join(", ", elements.Cast<object?>().Take(MostElements).Select(element => Convert.ToString(element, CultureInfo.InvariantCulture)))
                : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }
        catch (Exception error)
        {
            return $"({value.GetType()}: {error.GetType()})";
        }
    }

    private static string Take(string name, string text, ref int left)
    {
        string taken = Cut(text, name == Template ? MostOfOne : Math.Min(MostOfOne, left));
        left = Math.Max(0, left - (name == Template ? 0 : taken.Length));
        return taken;
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text.AsSpan(0, most)}…";
}
