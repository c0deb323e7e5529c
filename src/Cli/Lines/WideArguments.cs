using System.Reflection;
using System.Text.Json;

namespace OrleansPool.Cli.Lines;

/// <summary>Reads the arguments of a function that has more of them than a tuple holds.</summary>
internal sealed class WideArguments(Type[] types)
{
    private readonly Argument[] _arguments = [.. types.Select(type =>
        typeof(WideArguments).GetMethod(nameof(Boxed), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).CreateDelegate<Argument>())];

    private delegate object? Argument(ref Utf8JsonReader json, int at, int count);

    public object?[] Read(ref Utf8JsonReader json)
    {
        JsonArguments.Open(ref json, _arguments.Length);
        object?[] item = new object?[_arguments.Length];
        for (int at = 0; at < item.Length; at++)
        {
            item[at] = _arguments[at](ref json, at + 1, item.Length);
        }

        JsonArguments.End(ref json, item.Length);
        return item;
    }

    private static object? Boxed<T>(ref Utf8JsonReader json, int at, int count) => JsonArguments.Part<T>(ref json, at, count);
}
