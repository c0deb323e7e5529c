using Microsoft.Extensions.Logging;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>What was logged, with what its scopes said at that moment.</summary>
internal sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId EventId,
    string Message,
    Exception? Error,
    IReadOnlyDictionary<string, object?> Scope);
