using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.Silo.CommandLine;

/// <summary>Runs a command line; one that cannot be parsed ends with the exit code for wrong usage.</summary>
internal static class CommandRun
{
    /// <param name="root">All commands.</param>
    /// <param name="args">The command line.</param>
    /// <param name="wrongUsage">The exit code of a command whose command line is wrong.</param>
    /// <param name="output">Gets help and version, if not standard output.</param>
    /// <param name="errors">Standard error, if it is not the process's.</param>
    /// <param name="say">Says there what is wrong with a command line, if not as a line of text.</param>
    public static async Task<int> InvokeAsync(
        RootCommand root, string[] args, Func<Command, int>? wrongUsage = null, TextWriter? output = null, TextWriter? errors = null, Action<ParseResult, int, string>? say = null)
    {
        output ??= Console.Out;
        errors ??= Console.Error;

        // What begins with @ names no file of further arguments: it may be meant for a program.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            string message = $"{string.Join(' ', parsed.Errors.Select(OneLine).Distinct())} The option --help lists what there is.";
            int exitCode = wrongUsage?.Invoke(parsed.CommandResult.Command) ?? ExitCode.WrongUsage;
            if (say is null)
            {
                await errors.WriteLineAsync(message);
            }
            else
            {
                say(parsed, exitCode, message);
            }

            return exitCode;
        }

        // Signals are the silo's own matter: it may drain for longer than a fixed time.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = errors });
    }

    private static string OneLine(ParseError error) =>
        $"{string.Join(' ', error.Message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).TrimEnd('.')}.";
}
