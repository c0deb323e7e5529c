using System.CommandLine;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.Silo.CommandLine;

/// <summary>Runs a command line; one that cannot be parsed ends with the exit code for wrong usage.</summary>
internal static class CommandRun
{
    public static async Task<int> InvokeAsync(RootCommand root, string[] args)
    {
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} The option --help lists what there is.");
            return ExitCode.WrongUsage;
        }

        // Signals are the silo's own matter: it may drain for longer than a fixed time.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }
}
