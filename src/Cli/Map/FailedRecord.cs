using System.Text.Json;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>A failed item as a line of its file: what is needed to look at it and to run it again.</summary>
internal static class FailedRecord
{
    public static void Write(LineBuffer lines, SentItem item, Exception error, int attempt)
    {
        using Utf8JsonWriter json = Begin(lines, item);
        json.WritePropertyName("input"u8);
        json.WriteRawValue(item.Input);
        json.WriteString("error"u8, error is RemoteException remote ? remote.RemoteMessage : error.Message);
        json.WriteString("type"u8, error is RemoteException { RemoteType: { } type } ? type : error.GetType().FullName);
        json.WriteNumber("attempt"u8, attempt);
        End(lines, json);
    }

    public static void Write(LineBuffer lines, WrongLine line)
    {
        using Utf8JsonWriter json = Begin(lines, line.Item);
        json.WriteString("text"u8, System.Text.Encoding.UTF8.GetString(line.Item.Input ?? []));
        json.WriteString("error"u8, $"Line {line.Item.Line} of the input {line.Problem}");
        End(lines, json);
    }

    private static Utf8JsonWriter Begin(LineBuffer lines, SentItem item)
    {
        var json = new Utf8JsonWriter(lines, new JsonWriterOptions { Encoder = ToolJson.Values.Encoder });
        json.WriteStartObject();
        json.WriteNumber("index"u8, item.Number);
        json.WriteNumber("line"u8, item.Line);
        return json;
    }

    private static void End(LineBuffer lines, Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        lines.EndLine();
    }
}
