using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;
using OrleansPool.Silo.Hosting;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Silo.CommandLine;

/// <summary>The command line of the silo: a program of its own, and the command <c>silo</c> of <c>orleanspool</c>.</summary>
internal sealed class SiloCommand : Command
{
    private readonly Dictionary<SiloOption, Option> _options = [];

    public SiloCommand()
        : base(
            "silo",
            "Runs a silo of OrleansPool. Clients connect with Pool.ConnectAsync(\"localhost:30000\"). Options may also be set in the environment, as "
                + "ORLEANSPOOL_SILO_PORT, and in a file, see --config; the command line wins over the environment, the environment over the file.")
    {
        foreach (SiloOption option in SiloOptions.All)
        {
            Option symbol = Make(option);
            _options.Add(option, symbol);
            Options.Add(symbol);
        }

        SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));
    }

    /// <summary>The settings of a command line together with those of the environment and the file that it names.</summary>
    /// <exception cref="SettingsException">Some of them are wrong; all that are wrong are named.</exception>
    public SiloSettings Read(ParseResult parsed, IConfiguration environment) => SettingsReader.Read(SettingLayers.From(environment, CommandLineOf(parsed)));

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            SiloSettings settings = Read(parsed, new ConfigurationBuilder().AddEnvironmentVariables().Build());
            return await SiloRun.RunAsync(settings, cancellationToken);
        }
        catch (SettingsException error)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(error.Message);
            return ExitCode.WrongUsage;
        }
    }

    private static Option Make(SiloOption option)
    {
        string description = option.Description;
        return option.IsList
            ? new Option<string[]>($"--{option.Name}") { Description = description, HelpName = option.Value, DefaultValueFactory = _ => [option.Default] }
            : new Option<string>($"--{option.Name}") { Description = description, HelpName = option.Value, DefaultValueFactory = _ => option.Default };
    }

    private Dictionary<SiloOption, string[]> CommandLineOf(ParseResult parsed)
    {
        Dictionary<SiloOption, string[]> given = [];
        foreach ((SiloOption option, Option symbol) in _options)
        {
            // What is implicit is the default in words, for the help.
            if (parsed.GetResult(symbol) is OptionResult { Implicit: false } result)
            {
                given.Add(option, [.. result.Tokens.Select(token => token.Value)]);
            }
        }

        return given;
    }
}
