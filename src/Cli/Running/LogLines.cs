using System.Text;
using System.Text.Json;

namespace OrleansPool.Cli.Running;

/// <summary>What functions write to the console, as JSON between the other lines of standard error: an object for each line.</summary>
internal sealed class LogLines(TextWriter errors) : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => errors.Encoding;

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value == '\n')
            {
                errors.WriteLine(JsonSerializer.Serialize(new { log = _line.ToString().TrimEnd('\r') }, ToolJson.Plain));
                _line.Clear();
            }
            else
            {
                _line.Append(value);
            }
        }
    }
}
