using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OrleansPool.Cli.Running;

/// <summary>The help of a command, and then an example that works as it stands.</summary>
internal sealed class ExampleHelp(HelpAction options, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    public const string Heading = "Example:";

    /// <summary>Who asks for help need not have given all arguments.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = options.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out string? example))
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(Heading);
            output.WriteLine($"  {example.ReplaceLineEndings("\n  ")}");
            output.WriteLine();
        }

        return code;
    }
}
