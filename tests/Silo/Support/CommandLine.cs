using System.CommandLine;
using Microsoft.Extensions.Configuration;
using OrleansPool.Silo.CommandLine;
using OrleansPool.Silo.Settings;

namespace OrleansPool.SiloTests.Support;

/// <summary>Reads command lines as the silo does.</summary>
internal static class CommandLine
{
    public static SiloSettings Read(string[] arguments, Dictionary<string, string?>? environment = null)
    {
        var command = new SiloCommand();
        ParseResult parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return command.Read(parsed, new ConfigurationBuilder().AddInMemoryCollection(environment ?? []).Build());
    }

    public static IReadOnlyList<string> Errors(string[] arguments, Dictionary<string, string?>? environment = null) =>
        Assert.Throws<SettingsException>(() => Read(arguments, environment)).Errors;
}
