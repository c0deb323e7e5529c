using Microsoft.Extensions.Logging;

namespace OrleansPool.Logging;

/// <summary>Carries what functions log on the silo to the logger of their job, if it has one.</summary>
internal sealed class FunctionLogProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new FunctionLogger(categoryName);

    public void Dispose()
    {
        // Holds nothing.
    }
}
