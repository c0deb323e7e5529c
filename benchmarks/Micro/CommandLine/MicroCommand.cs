using System.CommandLine;

namespace OrleansPool.Benchmarks.Micro.CommandLine;

/// <summary>The options of the program.</summary>
internal sealed class MicroCommand
{
    private readonly Option<bool> _short = new("--short") { Description = "Runs everything once, to see that it runs. The figures mean nothing." };

    private readonly Option<string> _filter = new("--filter")
    {
        Description = "Runs only those whose full names match, for example *Scheduler*.",
        HelpName = "PATTERN",
        DefaultValueFactory = _ => "*",
    };

    public MicroCommand() => Root = new RootCommand("Measures the parts of the pool that every item or chunk goes through: codec, scheduler, feeding and collecting.")
    {
        _short, _filter,
    };

    public RootCommand Root { get; }

    public bool IsShort(ParseResult arguments) => arguments.GetValue(_short);

    public string Filter(ParseResult arguments) => arguments.GetValue(_filter)!;
}
