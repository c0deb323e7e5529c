using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker grain of slot {Slot} could not be called")]
    private partial void LogWorkerCallFailed(int slot, Exception error);

    [LoggerMessage(
        EventId = FaultEvents.FunctionWrittenOff,
        Level = LogLevel.Warning,
        Message = "Job {JobId}, item {ItemIndex}: the function, or a service that it used, went on for {Elapsed} after its job had ended. Worker {Worker} is written off and "
            + "replaced. Let functions take a CancellationToken and heed it")]
    private partial void LogFunctionWrittenOff(string jobId, long itemIndex, string worker, TimeSpan elapsed);

    [LoggerMessage(
        EventId = FaultEvents.ItemWrittenOff,
        Level = LogLevel.Warning,
        Message = "Job {JobId}, item {ItemIndex}: the item has run for {Elapsed}, ItemTimeout is {ItemTimeout}, and its function, or a service that it used, does not end. "
            + "The item fails, worker {Worker} is written off and replaced; what it runs goes on unseen until it returns")]
    private partial void LogItemWrittenOff(string jobId, long itemIndex, string worker, TimeSpan elapsed, TimeSpan itemTimeout);

    [LoggerMessage(
        EventId = FaultEvents.FunctionKilled,
        Level = LogLevel.Warning,
        Message = "Job {JobId}, item {ItemIndex}: the function went on for {Elapsed} after its job had ended. The process of worker {Worker} is killed and "
            + "replaced. Let functions take a CancellationToken and heed it")]
    private partial void LogFunctionKilled(string jobId, long itemIndex, string worker, TimeSpan elapsed);

    [LoggerMessage(
        EventId = FaultEvents.ItemKilled,
        Level = LogLevel.Warning,
        Message = "Job {JobId}, item {ItemIndex}: the function has run for {Elapsed}, ItemTimeout is {ItemTimeout}, and it does not heed its "
            + "CancellationToken. The item fails, the process of worker {Worker} is killed and replaced")]
    private partial void LogItemKilled(string jobId, long itemIndex, string worker, TimeSpan elapsed, TimeSpan itemTimeout);

    [LoggerMessage(EventId = FaultEvents.SiloDrains, Level = LogLevel.Information, Message = "The silo drains: {Busy} workers have up to {DrainTime} to end what they run")]
    private partial void LogDraining(int busy, TimeSpan drainTime);

    [LoggerMessage(Level = LogLevel.Information, Message = "{By} asks for the silo to be drained: it takes no work until it is started again")]
    private partial void LogDrainAsked(string by);

    [LoggerMessage(EventId = FaultEvents.SiloDrained, Level = LogLevel.Information, Message = "The silo is drained")]
    private partial void LogDrained();

    [LoggerMessage(
        EventId = FaultEvents.LeftWithRunningItems,
        Level = LogLevel.Warning,
        Message = "The silo stops with functions that still run after {Grace}; their items run again elsewhere")]
    private partial void LogLeftWithRunningItems(TimeSpan grace);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message from the coordinator of pool {Pool} could not be handled; what the silo has of that pool ends")]
    private partial void LogMessageFailed(string pool, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The agent's clock failed; it goes on with its next tick")]
    private partial void LogTickFailed(Exception error);
}
