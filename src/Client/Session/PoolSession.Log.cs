using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Session;

internal sealed partial class PoolSession
{
    private void LogCoordinatorGone()
    {
        if (_handOver is null)
        {
            LogCoordinatorLost(PoolId);
        }
        else
        {
            LogCoordinatorHandedOver(PoolId);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pool {Pool}: the silo of its coordinator stops; another goes on")]
    private partial void LogCoordinatorHandedOver(string pool);

    [LoggerMessage(
        EventId = FaultEvents.CoordinatorLost,
        Level = LogLevel.Warning,
        Message = "Pool {PoolId}: its coordinator was lost; everything awaited is offered to a new one")]
    private partial void LogCoordinatorLost(string poolId);

    [LoggerMessage(EventId = FaultEvents.MessageRepeated, Level = LogLevel.Debug, Message = "{Call} to the coordinator failed and is sent again")]
    private partial void LogCallFailed(string call, Exception error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The coordinator could not be told that the pool ends; it finds out by itself")]
    private partial void LogCloseFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Pool {PoolId}: its link to the coordinator failed in a way that was not foreseen; it starts anew")]
    private partial void LogLinkFailed(string poolId, Exception error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Pool {PoolId}: not all silos had run their workers' finalizers within {Patience}; the pool ends without what is missing. A silo that "
            + "died or cannot be reached looks like this")]
    private partial void LogRetirementTimedOut(string poolId, TimeSpan patience);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pool {PoolId}: more than {Most} finalizers have run; the results of the others are not kept")]
    private partial void LogWorkerEndsDropped(string poolId, int most);
}
