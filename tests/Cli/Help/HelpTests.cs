using System.CommandLine;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Help;

/// <summary>Each command's help has an example that works as it stands.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands { get; } = ["", .. Tool.Make().Subcommands.Select(command => command.Name)];

    [Theory(Timeout = Bound.Test)]
    [MemberData(nameof(Commands))]
    public async Task Example_OfTheHelp_Works(string command)
    {
        ToolRun help = await ToolRun.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        string[] lines = help.Silently().Output.Split('\n');
        int heading = Array.IndexOf(lines, ExampleHelp.Heading);
        Assert.True(heading >= 0, help.Output);
        string example = string.Join('\n', lines[(heading + 1)..].TakeWhile(line => line.Length > 0).Select(line => line.Trim()));
        Assert.StartsWith("orleanspool", example[example.IndexOf("orleanspool", StringComparison.Ordinal)..]);

        using var folder = new TemporaryFolder();
        ToolRun run = await ToolRun.ShellAsync(example, folder.Path, new Dictionary<string, string>
        {
            // The silo of the example may not meet others of this machine.
            ["ORLEANSPOOL_SILO_PORT"] = $"{FreePorts.Next()}",
            ["ORLEANSPOOL_GATEWAY_PORT"] = $"{FreePorts.Next()}",
        });

        Assert.True(run.ExitCode == 0, $"{example}\nended with {run.ExitCode}: {run.Errors}");
        Assert.NotEmpty(run.Output);
    }
}
