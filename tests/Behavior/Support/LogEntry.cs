using Microsoft.Extensions.Logging;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>What was logged, with the values of the entry and of its scopes at that moment.</summary>
internal sealed record LogEntry(
    string Category,
    LogLevel Level,
    EventId EventId,
    string Message,
    Exception? Error,
    IReadOnlyDictionary<string, object?> Values);
