using System.CommandLine;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary><c>orleanspool map</c>: a function over lines of JSON.</summary>
internal sealed class MapCommand : Command, IHasExample
{
    private readonly Argument<string> _assembly = new("ASSEMBLY")
    {
        Description = "The .dll file of the build that has the function, with all that it needs beside it; or the name of an assembly of .NET.",
    };

    private readonly Argument<string> _function = new("TYPE.METHOD")
    {
        Description = "A static method, synchronous or not: Maths.Square, or 'Maths.Square(int)' where there are several. It may take a CancellationToken last.",
    };

    private readonly Option<string?> _input = new("--input", "-i") { Description = "The input, one JSON value a line; an array for a function of several arguments. Default: standard input.", HelpName = "FILE" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where results go, one JSON value a line, as they come. A file that is there is written over, but not what an interrupted run has done. Default: standard output.", HelpName = "FILE" };
    private readonly Option<bool> _unordered = new("--unordered", "-u") { Description = "Write results as they finish, not in the order of the input." };
    private readonly Option<ErrorHandling> _errors = new("--errors") { Description = "Whether the first item that fails ends the run, or failed items are kept in --failed and the run goes on. Default: fail.", HelpName = "fail|keep" };
    private readonly Option<string?> _failed = new("--failed") { Description = "With --errors keep: where failed items go, a JSON object a line with index, line, input, error, type and attempt.", HelpName = "FILE" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with an interrupted run from its --output, with the same input and options. From the start when there is none." };
    private readonly Option<bool> _retryFailed = new("--retry-failed") { Description = "Run the items of --failed again, in place of an input, and put their results to their places in --output. Those that fail again stay in --failed." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Start again although --output has the results of an interrupted run." };
    private readonly Option<int?> _workers = OptionValue.Whole("--workers", 4096, "How many items run at the same time. Default: one a core; with --connect, all workers of the cluster.", "-w");
    private readonly Option<int?> _chunkSize = OptionValue.Whole("--chunk-size", int.MaxValue, "How many items a worker takes at a time. Default: it adapts to the time that they take.");
    private readonly Option<TimeSpan?> _itemTimeout = OptionValue.Seconds("--item-timeout", "How long one run of an item may take. Then it fails. Default: no limit.");
    private readonly Option<int?> _retries = OptionValue.Whole("--retries", 999, "How often an item whose function threw is run again, with growing pauses. Default: 0.", least: 0);
    private readonly Option<bool> _progress = new("--progress") { Description = "Show progress on standard error although it is no terminal: a line every 5 seconds." };
    private readonly Option<bool> _json = new("--json") { Description = "Write errors and a summary to standard error as JSON, a line each." };
    private readonly ConnectOptions _connect = new(needsCluster: false);

    public MapCommand()
        : base("map", "Runs a function over many items: one JSON value a line in, one a line out. On all cores of this machine, or with --connect on a cluster.")
    {
        _errors.AcceptOnlyFromAmong("fail", "keep");
        Arguments.Add(_assembly);
        Arguments.Add(_function);
        foreach (Option option in new Option[] { _input, _output, _unordered, _errors, _failed, _resume, _retryFailed, _overwrite, _workers, _chunkSize, _itemTimeout, _retries, _progress, _json })
        {
            Options.Add(option);
        }

        _connect.AddTo(this);
        SetAction((parsed, _) => ToolRun.RunAsync(parsed.GetValue(_json), ToolExit.WrongUsage, (errors, stop) => MapJob.RunAsync(Read(parsed), errors, stop)));
    }

    /// <inheritdoc/>
    public string Example => "printf '%s\\n' 1 4 9 | orleanspool map System.Private.CoreLib Math.Sqrt";

    private MapSettings Read(ParseResult parsed)
    {
        var settings = new MapSettings
        {
            Assembly = parsed.GetValue(_assembly)!,
            Function = parsed.GetValue(_function)!,
            Input = Path(parsed.GetValue(_input)),
            Output = Path(parsed.GetValue(_output)),
            IsOrdered = !parsed.GetValue(_unordered),
            Failed = parsed.GetValue(_failed),
            Resumes = parsed.GetValue(_resume),
            RetriesFailed = parsed.GetValue(_retryFailed),
            Overwrites = parsed.GetValue(_overwrite),
            Workers = parsed.GetValue(_workers),
            ChunkSize = parsed.GetValue(_chunkSize),
            ItemTimeout = parsed.GetValue(_itemTimeout),
            Retries = parsed.GetValue(_retries) ?? 0,
            ShowsProgress = parsed.GetValue(_progress),
            IsJson = parsed.GetValue(_json),
            Connect = _connect.Read(parsed),
        };
        bool keeps = parsed.GetValue(_errors) == ErrorHandling.Keep;
        string? wrong = keeps && settings.Failed is null ? "--errors keep needs --failed FILE, where failed items are kept."
            : !keeps && settings.Failed is not null ? "--failed has a meaning only with --errors keep."
            : settings.RetriesFailed && (settings.Failed is null || settings.Output is null || settings.Input is not null || settings.Resumes || settings.Overwrites)
                ? "--retry-failed takes --output, --errors keep and --failed of a run that is complete, and no --input, --resume or --overwrite."
            : settings.Resumes && settings.Overwrites ? "--resume goes on, and --overwrite starts again: give one of them."
            : settings.Resumes && settings.Output is null ? "--resume goes on from a file: add --output FILE, the same as before."
            : Same(settings.Input, settings.Output) || Same(settings.Failed, settings.Output) || Same(settings.Input, settings.Failed) ? "--input, --output and --failed must be different files."
            : null;
        return wrong is null ? settings : throw new ToolException(ToolExit.WrongUsage, wrong);
    }

    private static string? Path(string? text) => text == "-" ? null : text;

    private static bool Same(string? one, string? other) => one is not null && other is not null && System.IO.Path.GetFullPath(one) == System.IO.Path.GetFullPath(other);
}
