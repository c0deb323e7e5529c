using Microsoft.Extensions.Logging;

namespace OrleansPool.Session;

internal sealed partial class PoolLife
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Pool {Pool} was dropped without being disposed; it is stopped now. Write 'await using' where it is made, or call DisposeAsync when its work is done")]
    private partial void LogDropped(string pool);
}
