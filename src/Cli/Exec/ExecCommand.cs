using System.CommandLine;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Exec;

/// <summary><c>orleanspool exec</c>: a program over lines, as with GNU parallel.</summary>
internal sealed class ExecCommand : Command, IHasExample
{
    private readonly Argument<string[]> _words = new("COMMAND")
    {
        Description = "After --: the program and its arguments, which are passed as they are, without a shell. {} is the input, {/} its file name, {//} its folder, {.} it without "
            + "extension, {/.} its file name without extension, {#} its number, {%} the number of the worker on its silo. Without any of them the input comes last.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _input = new("--input", "-i") { Description = "The inputs, one a line. Default: standard input.", HelpName = "FILE" };
    private readonly Option<bool> _zero = new("--null", "-0") { Description = "Inputs end with a zero, as find -print0 writes them, not with a line feed." };
    private readonly Option<bool> _keepOrder = new("--keep-order", "-k") { Description = "Write output in the order of the inputs, not as programs end." };
    private readonly Option<int?> _workers = OptionValue.Whole("--workers", 4096, "How many programs run at the same time. Default: one a core; with --connect, all workers of the cluster.", "-j");
    private readonly Option<TimeSpan?> _itemTimeout = OptionValue.Seconds("--item-timeout", "How long a program may run. Then it is killed with all that it has started, and has failed. Default: no limit.");
    private readonly Option<int?> _retries = OptionValue.Whole("--retries", 999, "How often a program that fails is run again, with growing pauses; what it writes counts the last time. Default: 0.", least: 0);
    private readonly Option<bool> _dry = new("--dry-run") { Description = "Only show what would be run." };
    private readonly Option<bool> _progress = new("--progress") { Description = "Show progress on standard error although it is no terminal: a line every 5 seconds." };
    private readonly Option<bool> _json = new("--json") { Description = "Write a JSON object for each input: index, input, exitCode, output, errors, silo." };
    private readonly ConnectOptions _connect = new(needsCluster: false);

    public ExecCommand()
        : base(
            "exec",
            "Runs a program for each line of the input, on all cores of this machine, or with --connect on all silos of a cluster that allow it (--exec allow). The output of one is never mixed with that of "
                + "another. Exit code: how many failed, 101 for more than 100.")
    {
        Arguments.Add(_words);
        foreach (Option option in new Option[] { _input, _zero, _keepOrder, _workers, _itemTimeout, _retries, _dry, _progress, _json })
        {
            Options.Add(option);
        }

        _connect.AddTo(this);
        SetAction((parsed, _) => ToolRun.RunAsync(parsed.GetValue(_json), ToolExit.WrongExecUsage, (errors, stop) => ExecJob.RunAsync(Read(parsed), errors, stop)));
    }

    /// <inheritdoc/>
    public string Example => "printf '%s\\n' a.txt b.txt | orleanspool exec --keep-order -- echo {} becomes {.}.bak";

    private ExecSettings Read(ParseResult parsed) => new(
        Words(parsed.GetValue(_words)!),
        parsed.GetValue(_input) is "-" ? null : parsed.GetValue(_input),
        parsed.GetValue(_zero),
        parsed.GetValue(_keepOrder),
        parsed.GetValue(_workers),
        parsed.GetValue(_itemTimeout),
        parsed.GetValue(_retries) ?? 0,
        parsed.GetValue(_dry),
        parsed.GetValue(_progress),
        parsed.GetValue(_json),
        _connect.Read(parsed));

    /// <summary>What is no option is taken for the command: one that is written wrong shall not be run.</summary>
    private static string[] Words(string[] words) => words[0].StartsWith('-')
        ? throw new ToolException(ToolExit.WrongUsage, $"'{words[0]}' is no option of exec. The option --help lists what there is; write -- before a command.")
        : words;
}
