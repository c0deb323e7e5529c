using System.Diagnostics;
using OrleansPool.Cli.Clusters;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Help;

/// <summary>Each command's help has an example that works as it stands.</summary>
public sealed class HelpTests(CommandCluster cluster) : IClassFixture<CommandCluster>
{
    public static TheoryData<string> Commands { get; } = ["", .. Tool.Make().Subcommands.Select(command => command.Name)];

    [Theory(Timeout = Bound.Test)]
    [MemberData(nameof(Commands))]
    public async Task Example_OfTheHelp_Works(string command)
    {
        string example = await ExampleAsync(command);
        using var folder = new TemporaryFolder();
        using Process? job = Is(command) ? await StartJobAsync() : null;
        CliRun run = await CliRun.ShellAsync(example, folder.Path, Variables(command));

        Assert.True(run.ExitCode == 0, $"{example}\nended with {run.ExitCode}: {run.Output}{run.Errors}");
        Assert.NotEmpty(run.Output);
        if (job is not null)
        {
            await CliRun.EndAsync(job, "");
        }
    }

    private static async Task<string> ExampleAsync(string command)
    {
        CliRun help = await CliRun.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        string[] lines = help.Silently().Output.Split('\n');
        int heading = Array.IndexOf(lines, ExampleHelp.Heading);
        Assert.True(heading >= 0, help.Output);
        string example = string.Join('\n', lines[(heading + 1)..].TakeWhile(line => line.Length > 0).Select(line => line.Trim()));
        Assert.Contains($"orleanspool {command}".Trim(), example);
        return example;
    }

    private static bool Is(string command) => Tool.Make().Subcommands.OfType<ClusterCommand>().Any(each => each.Name == command);

    private Dictionary<string, string> Variables(string command) => Is(command) ? cluster.Variables : new()
    {
        // The silo of an example may not meet others of this machine.
        ["ORLEANSPOOL_SILO_PORT"] = $"{FreePorts.Next()}",
        ["ORLEANSPOOL_GATEWAY_PORT"] = $"{FreePorts.Next()}",
    };

    /// <summary>A job that runs until its input is closed.</summary>
    private async Task<Process> StartJobAsync()
    {
        Process process = CliRun.Start(["map", CliRun.Functions, "Maths.Square", .. cluster.Connect]);
        await process.StandardInput.WriteAsync("1\n");
        await process.StandardInput.FlushAsync();
        Assert.Equal("1", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        return process;
    }
}
