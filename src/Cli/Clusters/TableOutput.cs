using System.Text;
using System.Text.Json;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansPool.Cli.Clusters;

/// <summary>What a cluster said, on standard output: tables for people, or objects for scripts.</summary>
internal sealed class TableOutput
{
    /// <summary>So wide that no line breaks where no terminal says how wide it is.</summary>
    private const int FileWidth = 10_000;

    private readonly StringWriter? _text;
    private readonly LineOutput _lines = LineOutput.Open(null);
    private readonly IAnsiConsole _console;

    private readonly ErrorOutput _errors;

    public TableOutput(ErrorOutput errors)
    {
        _errors = errors;
        _text = ToolStreams.Current.IsOutRedirected ? new StringWriter() : null;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _text is null ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(_text ?? ToolStreams.Current.Out),
        });
        if (_text is not null)
        {
            _console.Profile.Width = FileWidth;
        }
    }

    public bool IsJson => _errors.IsJson;

    /// <summary>Whether it can be drawn anew in place.</summary>
    public bool IsLive => !IsJson && !ToolStreams.Current.IsOutRedirected;

    public void Write(IRenderable what)
    {
        _console.Write(what);
        if (_text is not null)
        {
            // Cells are filled up to their width, which means nothing at the end of a line.
            foreach (string line in _text.ToString().TrimEnd('\n').Split('\n'))
            {
                AddLine(line.TrimEnd());
            }

            _text.GetStringBuilder().Clear();
            _lines.Flush();
        }
    }

    public void WriteLine(string text) => Write(new Text($"{text}\n"));

    /// <summary>Says on standard error what is not in the table.</summary>
    public void Note(string text, object facts) => _errors.Summary(text, facts);

    /// <summary>Writes an object for scripts.</summary>
    public void WriteJson(object what)
    {
        AddLine(JsonSerializer.Serialize(what, ToolJson.Plain));
        _lines.Flush();
    }

    private void AddLine(string line)
    {
        _lines.Waiting.Add(Encoding.UTF8.GetBytes(line));
        _lines.Waiting.EndLine();
    }

    /// <summary>Draws what comes in the same place, again and again, until it is stopped.</summary>
    public Task LiveAsync(IAsyncEnumerable<IRenderable> pictures) => _console.Live(new Text("")).AutoClear(false).StartAsync(async live =>
    {
        await foreach (IRenderable picture in pictures)
        {
            live.UpdateTarget(picture);
        }
    });
}
