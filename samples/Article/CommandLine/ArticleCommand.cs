using System.CommandLine;
using System.CommandLine.Help;

namespace OrleansPool.Samples.Article.CommandLine;

/// <summary>The options of the program.</summary>
internal sealed class ArticleCommand
{
    private const int MostCalls = 1_000_000;
    private const int MostSeconds = 3600;
    private const int MostWorkers = 4096;

    private readonly Option<int> _calls = new("--calls", "-c")
    {
        Description = "How often each method calls the slow function.",
        HelpName = "N",
        DefaultValueFactory = _ => ArticleOptions.DefaultCalls,
        CustomParser = result => OptionValue.Whole(result, MostCalls),
    };

    private readonly Option<double> _delay = new("--delay", "-d")
    {
        Description = "How long one call waits; rounded up to whole milliseconds.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => ArticleOptions.DefaultDelay,
        CustomParser = result => OptionValue.Seconds(result, MostSeconds),
    };

    private readonly Option<int> _workers = new("--workers", "-w")
    {
        Description = "How many calls the pool runs at the same time. The function waits, so more than cores make sense.",
        HelpName = "N",
        DefaultValueFactory = _ => ArticleOptions.DefaultWorkers,
        CustomParser = result => OptionValue.Whole(result, MostWorkers),
    };

    private readonly Option<string?> _json = new("--json")
    {
        Description = "Saves the figures as JSON.",
        HelpName = "FILE",
        CustomParser = OptionValue.NewFile,
    };

    public ArticleCommand()
    {
        Root = new RootCommand(
            "Compares the methods of a pool with a plain loop, as a published comparison of Python's multiprocessing.Pool did.")
        {
            _calls, _delay, _workers, _json,
        };
        HelpOption help = Root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    public RootCommand Root { get; }

    public ArticleOptions Read(ParseResult arguments) => new(
        arguments.GetValue(_calls),
        TimeSpan.FromMilliseconds(Math.Ceiling(arguments.GetValue(_delay) * 1000)),
        arguments.GetValue(_workers),
        arguments.GetValue(_json));
}
