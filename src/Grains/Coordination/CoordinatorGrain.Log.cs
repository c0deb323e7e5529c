using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    [LoggerMessage(EventId = FaultEvents.SiloLost, Level = LogLevel.Warning, Message = "Silo {Silo} was lost: {Reason}. Its {Leases} leases go to others")]
    private partial void LogSiloLost(string silo, string reason, int leases);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The agent of silo {Silo} could not be reached; it is asked again")]
    private partial void LogAttachFailed(string silo, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The agent of silo {Silo} could not be told that the pool is over")]
    private partial void LogDetachFailed(SiloAddress silo, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} is not used: {Reason}")]
    private partial void LogAttachRefused(string silo, string reason);

    [LoggerMessage(
        EventId = FaultEvents.ClientLost,
        Level = LogLevel.Warning,
        Message = "The client of pool {Pool} has not fetched for {Limit} and is taken for lost; its {Jobs} jobs are cancelled")]
    private partial void LogClientLost(string pool, TimeSpan limit, int jobs);

    [LoggerMessage(
        EventId = FaultEvents.CoordinatorHandsOver,
        Level = LogLevel.Information,
        Message = "The coordinator of pool {Pool} hands over with {Jobs} jobs under way, as its silo is about to stop")]
    private partial void LogHandsOver(string pool, int jobs);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message to the coordinator of pool {Pool} could not be handled; the pool starts a new epoch")]
    private partial void LogMessageFailed(string pool, Exception error);
}
