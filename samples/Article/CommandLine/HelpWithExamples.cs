using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OrleansPool.Samples.Article.CommandLine;

/// <summary>The help of the options, and then examples.</summary>
internal sealed class HelpWithExamples(HelpAction options) : SynchronousCommandLineAction
{
    private const string Examples =
        """
        Examples:
          dotnet run -c Release --project samples/Article
              A first look, in about 20 seconds.
          dotnet run -c Release --project samples/Article -- --calls 1000 --delay 0.1 --workers 12
              The article's own numbers, in about 9 minutes.
          dotnet run -c Release --project samples/Article -- --delay 0
              Only the calls that do not wait: what the pool itself costs.
          dotnet run -c Release --project samples/Article -- --json figures.json
              The same figures for a program.

        """;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = options.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(Examples);
        return code;
    }
}
