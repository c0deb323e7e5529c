using Microsoft.Extensions.Logging;

namespace OrleansPool;

public sealed partial class Pool
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A callback of job {JobId} threw. The job's result is not affected; handle Pool.CallbackFailed to see such errors")]
    private partial void LogCallbackFailed(string jobId, Exception error);
}
