using Microsoft.Extensions.Logging;

namespace OrleansPool.Hosting;

/// <summary>Where the hosts that a pool starts write their logs.</summary>
internal static class PoolLogging
{
    public static void Configure(ILoggingBuilder logging, ILoggerFactory? factory)
    {
        if (factory is not null)
        {
            // As a provider, beside those of the host: it filters for itself.
            logging.SetMinimumLevel(LogLevel.Trace);
            logging.AddProvider(new BorrowedLoggers(factory));
            return;
        }

        // Orleans warns at each start of things that are no concern of a pool's user, such as a false alarm of its watchdog.
        logging.SetMinimumLevel(LogLevel.Error);
        logging.AddFilter("OrleansPool", LogLevel.Warning);

        // What keeps the host from starting is thrown to the caller. The second fails to stop when it was not started.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter("Orleans.Runtime.ClientClusterManifestProvider", LogLevel.None);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>The application's factory, which is not the host's to dispose.</summary>
    private sealed class BorrowedLoggers(ILoggerFactory factory) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => factory.CreateLogger(categoryName);

        public void Dispose()
        {
            // Stays the application's.
        }
    }
}
