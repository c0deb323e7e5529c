using System.Text.Json;

namespace OrleansPool.Cli.Running;

/// <summary>Standard error: one line for each thing to say, for people or for scripts.</summary>
internal sealed class ErrorOutput(TextWriter writer, bool isJson)
{
    public bool IsJson => isJson;

    public void Error(int exitCode, string message, long? line = null)
    {
        if (isJson)
        {
            writer.WriteLine(JsonSerializer.Serialize(new { error = message, line, exitCode }, ToolJson.Plain));
        }
        else
        {
            writer.WriteLine(message);
        }
    }

    /// <summary>What a function has written to the console.</summary>
    public void Log(string line) => writer.WriteLine(isJson ? JsonSerializer.Serialize(new { log = line }, ToolJson.Plain) : line);

    /// <summary>Says how it went; <paramref name="facts"/> are the same for scripts.</summary>
    public void Summary(string message, object facts) =>
        writer.WriteLine(isJson ? JsonSerializer.Serialize(facts, ToolJson.Plain) : message);
}
