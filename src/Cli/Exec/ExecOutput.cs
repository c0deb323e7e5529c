using System.Text;
using System.Text.Json;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Map;
using OrleansPool.Cli.Running;
using OrleansPool.Cli.Watching;

namespace OrleansPool.Cli.Exec;

/// <summary>Writes what programs wrote, one program's whole after another's.</summary>
internal sealed class ExecOutput(LineOutput output, bool isJson)
{
    private const int FlushSize = 1 << 16;

    private readonly Stream _errors = ToolStreams.Current.OpenErrors();

    public void Write(SentItem item, (int ExitCode, byte[] Output, byte[] Errors) end, string? silo)
    {
        if (isJson)
        {
            Write(new
            {
                index = item.Number,
                input = Encoding.UTF8.GetString(item.Input!),
                exitCode = end.ExitCode,
                output = Encoding.UTF8.GetString(end.Output),
                errors = Encoding.UTF8.GetString(end.Errors),
                silo,
            });
            return;
        }

        output.Waiting.Add(end.Output);
        if (end.Errors.Length > 0)
        {
            // In the order in which they were written to a terminal.
            output.Flush();
            ProgressView.Beside(() => _errors.Write(end.Errors));
        }

        FlushIfMuch();
    }

    /// <summary>A program that did not end by itself, or was not started.</summary>
    public void WriteFailure(SentItem item, Exception error)
    {
        string message = $"Line {item.Line} of the input failed: {OneLine.Sentence(error is RemoteException ? OneLine.Of(error) : error.Message)}";
        if (isJson)
        {
            Write(new { index = item.Number, input = Encoding.UTF8.GetString(item.Input!), error = message });
            return;
        }

        output.Flush();
        ProgressView.Beside(() => _errors.Write(Encoding.UTF8.GetBytes($"{message}\n")));
    }

    public void Flush() => output.Flush();

    private void Write(object record)
    {
        output.Waiting.Add(JsonSerializer.SerializeToUtf8Bytes(record, ToolJson.Plain));
        output.Waiting.EndLine();
        FlushIfMuch();
    }

    private void FlushIfMuch()
    {
        if (output.Waiting.Length >= FlushSize)
        {
            output.Flush();
        }
    }
}
