using System.Text;

namespace OrleansPool.Cli.Running;

/// <summary>What functions write to the console, line by line between the other lines of standard error.</summary>
/// <param name="encoding">The encoding of standard error.</param>
/// <param name="write">Writes a line.</param>
internal sealed class LogLines(Encoding encoding, Action<string> write) : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => encoding;

    /// <summary>A last line that has no end.</summary>
    public override void Flush()
    {
        lock (_gate)
        {
            if (_line.Length > 0)
            {
                write(_line.ToString());
                _line.Clear();
            }
        }
    }

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value == '\n')
            {
                write(_line.ToString().TrimEnd('\r'));
                _line.Clear();
            }
            else
            {
                _line.Append(value);
            }
        }
    }
}
