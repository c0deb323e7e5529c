namespace OrleansPool.Cli.Running;

/// <summary>Ends a command with one line on standard error, which says what, where and what to do.</summary>
internal sealed class ToolException(int exitCode, string message, Exception? innerException = null) : Exception(OneLine.Of(message), innerException)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The line of the input that it is about, from 1.</summary>
    public long? Line { get; init; }
}
