using System.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Diagnostics;

/// <summary>The spans that a silo adds to the trace of a job: chunks as they run here, and items that fail.</summary>
internal static class ChunkSpan
{
    /// <summary>Begins the span of a run; null when its job is not traced or nobody listens. Functions see it as the current one.</summary>
    public static Activity? Begin(LeaseRun run, TimeSpan queued)
    {
        if (run.Job.Trace is not { } trace || !PoolTracing.IsOn || PoolTracing.Begin(PoolTracing.Chunk, ActivityKind.Consumer, trace) is not { } span)
        {
            return null;
        }

        span.SetTag(PoolTracing.JobId, run.JobId);
        span.SetTag(PoolTracing.Silo, run.Silo);
        span.SetTag(PoolTracing.Worker, run.WorkerId);
        span.SetTag(PoolTracing.Attempt, run.Attempt);
        span.SetTag(PoolTracing.FirstItem, run.Message.First + run.Part.From);
        span.SetTag(PoolTracing.ItemCount, run.Part.Count);
        span.SetTag(PoolTracing.QueueSeconds, queued.TotalSeconds);
        Activity.Current = span;
        return span;
    }

    /// <summary>Adds the failed items of a segment: below the chunk that runs them, or below their job.</summary>
    public static void AddFailures(LeaseRun run, Segment segment)
    {
        if (run.Job.Trace is { } trace)
        {
            AddFailures(run.Span?.Context ?? trace, run.JobId, segment);
        }
    }

    /// <summary>Adds failed items below a span.</summary>
    public static void AddFailures(ActivityContext parent, string jobId, Segment segment)
    {
        if (!PoolTracing.IsOn)
        {
            return;
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        foreach (ItemFailure failure in segment.Failures)
        {
            DateTimeOffset started = now - TimeSpan.FromMicroseconds(failure.RunMicroseconds ?? 0);
            if (PoolTracing.Begin(PoolTracing.Item, ActivityKind.Internal, parent, started) is { } span)
            {
                span.SetTag(PoolTracing.JobId, jobId);
                span.SetTag(PoolTracing.ItemIndex, segment.First + failure.Offset);
                span.SetTag(PoolTracing.Attempt, segment.Attempt);
                Failure error = failure.Failure;
                PoolTracing.Fail(span, error.TypeName, error.Message, error.StackTrace);
                PoolTracing.End(span);
            }
        }
    }
}
