using System.Text.Json;
using OrleansPool.Cli.Running;
using OrleansPool.Functions;

namespace OrleansPool.Cli.Lines;

/// <summary>Writes results as lines of JSON.</summary>
internal sealed class ResultWriter<TResult>(LineBuffer lines) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(lines, new JsonWriterOptions { Encoder = ToolJson.Values.Encoder, SkipValidation = true });

    /// <summary>Adds a line, or nothing when the result has no JSON.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public Exception? Write(TResult? result)
    {
        int before = lines.Length;
        try
        {
            _json.Reset();
            if (result is null or Unit)
            {
                _json.WriteNullValue();
            }
            else
            {
                JsonOf<TResult>.Write(_json, result);
            }

            _json.Flush();
            lines.EndLine();
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            lines.Length = before;
            return error;
        }
    }

    public void Dispose()
    {
        _json.Reset();
        _json.Dispose();
    }
}
