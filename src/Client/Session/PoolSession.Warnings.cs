using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Session;

/// <summary>Says what compiles and may not do what was meant.</summary>
internal sealed partial class PoolSession
{
    // Functions that are made anew for each call say the same.
    private readonly ConcurrentDictionary<string, bool> _warned = new();

    /// <summary>Logs what a function's caller may want to know of it, each once in the life of the pool.</summary>
    /// <param name="warnings">What it is.</param>
    /// <param name="jobs">The job's own logger, which gets it besides the pool's.</param>
    public void Warn(IReadOnlyList<string> warnings, ILogger? jobs)
    {
        foreach (string warning in warnings)
        {
            if (_warned.TryAdd(warning, true))
            {
                LogFunction(_logger, warning);
                if (jobs is not null)
                {
                    LogFunction(jobs, warning);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private static partial void LogFunction(ILogger logger, string warning);
}
