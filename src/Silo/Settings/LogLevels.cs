using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Silo.Settings;

/// <summary>Looks at the levels of a file's section on logging, which .NET reads when the host is built, and then says neither where they are nor what they may be.</summary>
internal static class LogLevels
{
    private const string Section = "LogLevel";

    public static IEnumerable<string> ErrorsIn(IConfigurationSection logging, string file) => logging.AsEnumerable()
        .Where(setting => setting.Value is not null && setting.Key.Split(ConfigurationPath.KeyDelimiter)[..^1].Contains(Section, StringComparer.OrdinalIgnoreCase))
        .Where(setting => !Enum.GetNames<LogLevel>().Contains(setting.Value, StringComparer.OrdinalIgnoreCase))
        .Select(setting => $"'{setting.Key}' in {file} is '{setting.Value}'; it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.");
}
