using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Silo.Hosting;

/// <summary>What the silo logs, and how.</summary>
internal static class SiloLogging
{
    private const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    public static void Configure(ILoggingBuilder logging, SiloSettings settings, StartProgress progress)
    {
        LogLevel ofOthers = LevelOfOthers(settings.LogLevel);
        logging.SetMinimumLevel(ofOthers);

        // What keeps the silo from starting is told in one line, not by each layer of Orleans with a stack trace.
        logging.AddFilter("Orleans", level => level >= ofOthers && (progress.IsUp || ofOthers <= LogLevel.Debug));
        logging.AddFilter("OrleansPool", settings.LogLevel);

        // What its base class tells of Orleans' matters.
        logging.AddFilter("OrleansPool.Agents.SiloAgentService", Higher(settings.LogLevel, LogLevel.Warning));

        // Its alarm at each start is false: it takes the machine's uptime for the time of its first check.
        logging.AddFilter("Orleans.Runtime.Watchdog", Higher(settings.LogLevel, LogLevel.Error));

        // Warns that the garbage collector is not the server's, which is chosen: see the project file.
        logging.AddFilter("Orleans.Runtime.Silo", level => progress.IsUp && level >= Higher(settings.LogLevel, LogLevel.Error));

        // As above.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (settings.Logging is { } levels)
        {
            logging.AddConfiguration(levels);
        }

        logging.AddProvider(progress);
        logging.AddFilter<StartProgress>("Orleans", LogLevel.Information);
        if (settings.Log == LogFormat.Json)
        {
            logging.AddJsonConsole(console =>
            {
                console.TimestampFormat = TimestampFormat.TrimEnd();
                console.UseUtcTimestamp = true;
            });
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
                console.TimestampFormat = TimestampFormat;
                console.UseUtcTimestamp = true;
            });
        }
    }

    private static LogLevel LevelOfOthers(LogLevel level) => level <= LogLevel.Debug ? level : Higher(level, LogLevel.Warning);

    private static LogLevel Higher(LogLevel one, LogLevel other) => one > other ? one : other;
}
