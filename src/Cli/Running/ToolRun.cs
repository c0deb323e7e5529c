using Microsoft.Extensions.Options;

namespace OrleansPool.Cli.Running;

/// <summary>Runs what a command does; whatever ends it is one line on standard error and an exit code that says of which kind it is.</summary>
internal static class ToolRun
{
    /// <param name="isJson">Whether standard error is for scripts.</param>
    /// <param name="wrongUsage">The exit code for a command line that is wrong.</param>
    /// <param name="run">What is done.</param>
    public static async Task<int> RunAsync(bool isJson, int wrongUsage, Func<ErrorOutput, CommandStop, Task<int>> run)
    {
        var errors = new ErrorOutput(ToolStreams.Current.Error, isJson);
        using var stop = new CommandStop();
        try
        {
            return await run(errors, stop);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            errors.Error(stop.ExitCode, "Stopped before anything was done.");
            return stop.ExitCode;
        }
        catch (Exception error)
        {
            ToolException known = Explain(error, wrongUsage);
            errors.Error(known.ExitCode, known.Message, known.Line);
            return known.ExitCode;
        }
    }

    public static ToolException Explain(Exception error, int wrongUsage = ToolExit.WrongUsage) => error switch
    {
        ToolException { ExitCode: ToolExit.WrongUsage } usage => new(wrongUsage, usage.Message, usage),
        ToolException known => known,
        OptionsValidationException invalid => new(wrongUsage, string.Join(' ', invalid.Failures), invalid),
        CodeRefusedException or PoolVersionMismatchException => new(ToolExit.Refused, WithLink(error, error.Message), error),
        FunctionNotFoundException => new(ToolExit.Refused, WithLink(error, $"{OneLine.Sentence(error.Message)} Start the silo with --functions and the folder of the assembly, or let code travel: docs/security.md."), error),
        FunctionNotShippableException => new(ToolExit.NoFunction, WithLink(error, error.Message), error),
        OperationCanceledException => new(ToolExit.Cancelled, $"{OneLine.Sentence(error.Message)} What was done before is written.", error),
        NoMatchingSiloException => new(ToolExit.Refused, WithLink(error, error.Message), error),
        PoolTimeoutException => new(ToolExit.NoCluster, WithLink(error, error.Message), error),
        PoolException => new(ToolExit.NoCluster, WithLink(error, OneLine.Of(error)), error),
        IOException or UnauthorizedAccessException => new(ToolExit.FileTrouble, $"{OneLine.Sentence(error.Message)} Check the files of the command line, their folders and permissions.", error),
        _ => new(ToolExit.Unexpected, $"This should not have happened: {OneLine.Sentence(error)} Please report it, with the command line.", error),
    };

    /// <summary>Where more is said of the error, which its text alone does not tell.</summary>
    private static string WithLink(Exception error, string message) => $"{OneLine.Sentence(message)} See {error.HelpLink}.";
}
