using System.Diagnostics;

namespace OrleansPool.Diagnostics;

/// <summary>
/// The spans of jobs, chunks and failed items, for whoever listens to the activity source "OrleansPool". A job's trace travels with its start, so what
/// silos do for it is of the same trace. A job that is not traced costs a look whether anybody listens, and nothing for its chunks and items.
/// </summary>
internal static class PoolTracing
{
    public const string Name = "OrleansPool";

    public const string Job = "orleanspool.job";
    public const string Chunk = "orleanspool.chunk";
    public const string Item = "orleanspool.item";
    public const string Run = "orleanspool.run";

    public const string JobId = "orleanspool.job.id";
    public const string JobName = "orleanspool.job.name";
    public const string Verb = "orleanspool.verb";
    public const string Function = "orleanspool.function";
    public const string ItemsTotal = "orleanspool.items.total";
    public const string ItemsCompleted = "orleanspool.items.completed";
    public const string ItemsFailed = "orleanspool.items.failed";
    public const string Silo = "orleanspool.silo";
    public const string Worker = "orleanspool.worker";
    public const string Attempt = "orleanspool.attempt";
    public const string FirstItem = "orleanspool.item.first";
    public const string ItemCount = "orleanspool.item.count";
    public const string ItemIndex = "orleanspool.item.index";
    public const string QueueSeconds = "orleanspool.queue.duration";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody listens in this process.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>A span that has begun, or null when nobody wants it. What was current for the caller stays so.</summary>
    public static Activity? Begin(string name, ActivityKind kind, ActivityContext? parent = null, DateTimeOffset started = default)
    {
        Activity? current = Activity.Current;
        Activity? span = parent is { } context ? Source.StartActivity(name, kind, context, startTime: started) : Source.StartActivity(name, kind);
        Activity.Current = current;
        return span;
    }

    /// <summary>Ends a span. What was current for the caller stays so.</summary>
    public static void End(Activity span)
    {
        Activity? current = Activity.Current;
        span.Stop();
        Activity.Current = current == span ? null : current;
    }

    /// <summary>
    /// Goes on in a worker's process with what began at its silo: what a function traces or calls there is of the same trace. It is the current one, whether
    /// anybody listens in this process or not.
    /// </summary>
    public static Activity? Continue(string? trace) => Parse(trace) is { } parent
        ? Source.StartActivity(Run, ActivityKind.Internal, parent) ?? new Activity(Run).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start()
        : null;

    /// <summary>The trace that a job came with.</summary>
    public static ActivityContext? Parse(string? trace) =>
        trace is not null && ActivityContext.TryParse(trace, traceState: null, isRemote: true, out ActivityContext context) ? context : null;

    /// <summary>Marks a span as failed, as OpenTelemetry describes exceptions.</summary>
    public static void Fail(Activity span, string type, string message, string? stack)
    {
        span.SetStatus(ActivityStatusCode.Error, message);
        span.SetTag("error.type", type);
        span.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection
        {
            ["exception.type"] = type,
            ["exception.message"] = message,
            ["exception.stacktrace"] = stack,
        }));
    }
}
