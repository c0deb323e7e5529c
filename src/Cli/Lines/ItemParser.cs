using System.Text.Json;
using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Lines;

/// <summary>Makes the items of a function from lines of JSON.</summary>
internal sealed class ItemParser<TItem>(FunctionShape shape)
{
    private readonly JsonArguments.Reading<TItem> _read = JsonArguments.For<TItem>(shape);

    /// <summary>What is wrong with the line, or null.</summary>
    public string? Parse(ReadOnlySpan<byte> line, out TItem item)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            item = _read(ref json);
            json.Read();
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Also what constructors and converters of the user's types throw.
            item = default!;
            return SyntaxErrorIn(line) is { } syntax
                ? $"is not JSON: {syntax} Write one JSON value on each line; a text is in double quotes."
                : $"is JSON, but not what {shape.Name} takes: {Reason(error)}";
        }
    }

    private static string? SyntaxErrorIn(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            while (json.Read())
            {
                continue;
            }

            return null;
        }
        catch (JsonException error)
        {
            return OneLine.Sentence(error.Message.Split(" LineNumber:")[0].Split(" Path:")[0]);
        }
    }

    private static string Reason(Exception error) => OneLine.Sentence(error.Message.Split(" LineNumber:")[0].Replace(" Path: $ |", "", StringComparison.Ordinal).TrimEnd(' ', '|'));
}
