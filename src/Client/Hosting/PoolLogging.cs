using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Hosting;

/// <summary>Where the hosts that a pool starts write their logs.</summary>
internal static class PoolLogging
{
    public static void Configure(ILoggingBuilder logging, ILoggerFactory? factory)
    {
        if (factory is not null)
        {
            logging.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new BorrowedLoggerFactory(factory)));
            return;
        }

        // Orleans warns at each start of things that are no concern of a pool's user, such as a false alarm of its watchdog.
        logging.SetMinimumLevel(LogLevel.Error);
        logging.AddFilter("OrleansPool", LogLevel.Warning);

        // What keeps the host from starting is thrown to the caller.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>The application's factory, which is not the host's to dispose.</summary>
    private sealed class BorrowedLoggerFactory(ILoggerFactory factory) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => factory.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => factory.AddProvider(provider);

        public void Dispose()
        {
            // Stays the application's.
        }
    }
}
