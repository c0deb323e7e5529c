using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Text;
using OrleansPool.Cli.Clusters;
using OrleansPool.Cli.Doctor;
using OrleansPool.Cli.Exec;
using OrleansPool.Cli.Functions;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Map;
using OrleansPool.Silo.CommandLine;

namespace OrleansPool.Cli.Running;

/// <summary>All commands of <c>orleanspool</c>.</summary>
internal static class Tool
{
    /// <summary>Stops by itself, so that it can be pasted anywhere.</summary>
    private const string SiloExample = "timeout --preserve-status -s INT 20 orleanspool silo --workers 2";

    private const string Example = "seq 5 | orleanspool map System.Private.CoreLib Math.Sqrt";

    /// <summary>Runs a command line.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        ToolStreams streams = ToolStreams.Current;
        var help = new StringWriter();
        int code = await CommandRun.InvokeAsync(
            Make(),
            args,
            command => command is ExecCommand ? ToolExit.WrongExecUsage : ToolExit.WrongUsage,
            help,
            streams.Error,
            (parsed, exitCode, message) => new ErrorOutput(streams.Error, IsJson(parsed)).Error(exitCode, NoCommand(parsed) ?? message));
        try
        {
            using LineOutput output = LineOutput.Open(null);
            output.Waiting.Add(Encoding.UTF8.GetBytes(help.ToString()));
            output.Flush();
            return code;
        }
        catch (ToolException error)
        {
            new ErrorOutput(streams.Error, isJson: false).Error(error.ExitCode, error.Message);
            return error.ExitCode;
        }
    }

    public static RootCommand Make()
    {
        var silo = new SiloCommand();
        var root = new RootCommand("Runs functions and programs over many items: on all cores of this machine, and on clusters of silos.")
        {
            new MapCommand(),
            new ExecCommand(),
            new SilosCommand(),
            new JobsCommand(),
            new JobCommand(),
            new CancelCommand(),
            new DrainCommand(),
            silo,
            new DoctorCommand(),
        };
        Dictionary<Command, string> examples = root.Subcommands.OfType<IHasExample>().ToDictionary(command => (Command)command, command => command.Example);
        examples.Add(silo, SiloExample);
        examples.Add(root, Example);
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!, examples);
        return root;
    }

    private static string? NoCommand(ParseResult parsed) => parsed is { CommandResult.Command: RootCommand root, UnmatchedTokens: [var name, ..] } && !name.StartsWith('-')
        ? $"There is no command '{name}'. {(NearNames.Of(name, [.. root.Subcommands.Select(command => command.Name)]) is [_, ..] near ? $"Did you mean {string.Join(", ", near)}?" : "The option --help lists what there is.")}"
        : null;

    /// <summary>Whether a command line that is wrong asks for JSON, before what belongs to a program.</summary>
    private static bool IsJson(ParseResult parsed) => parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Any(token => token.Value == "--json");
}
