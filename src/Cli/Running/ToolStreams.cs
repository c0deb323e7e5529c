using OrleansPool.Cli.Lines;

namespace OrleansPool.Cli.Running;

/// <summary>Where a command reads and writes: the standard streams of its process, unless it is run within another program.</summary>
internal sealed class ToolStreams
{
    private static readonly AsyncLocal<ToolStreams?> Given = new();
    private static readonly ToolStreams Own = new();

    private ToolStreams()
    {
        IsProcess = true;
        Out = Console.Out;
        Error = Console.Error;
        IsOutRedirected = Console.IsOutputRedirected;
        IsErrorRedirected = Console.IsErrorRedirected;
        OpenInput = LineInput.OpenStandardInput;
        OpenOutput = LineOutput.OpenStandardOutput;
        OpenErrors = Console.OpenStandardError;
    }

    /// <summary>Streams of a command within a program, which are no terminals.</summary>
    public ToolStreams(Stream input, Stream output, Stream errors)
    {
        Out = new StreamWriter(output) { AutoFlush = true };
        Error = new StreamWriter(errors) { AutoFlush = true };
        IsOutRedirected = IsErrorRedirected = true;
        OpenInput = () => input;
        OpenOutput = () => output;
        OpenErrors = () => errors;
    }

    /// <summary>Those of the command that runs.</summary>
    public static ToolStreams Current
    {
        get => Given.Value ?? Own;
        set => Given.Value = value;
    }

    /// <summary>Whether they are the process's own, which functions write to as well.</summary>
    public bool IsProcess { get; }

    public TextWriter Out { get; }

    public TextWriter Error { get; }

    public bool IsOutRedirected { get; }

    public bool IsErrorRedirected { get; }

    public Func<Stream> OpenInput { get; }

    public Func<Stream> OpenOutput { get; }

    public Func<Stream> OpenErrors { get; }
}
