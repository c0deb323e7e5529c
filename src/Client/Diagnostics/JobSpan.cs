using System.Diagnostics;
using OrleansPool.Wire;

namespace OrleansPool.Diagnostics;

/// <summary>The span of a job at its client, from the call to the last outcome.</summary>
internal static class JobSpan
{
    /// <summary>Begins it below what the caller is doing; null when nobody listens.</summary>
    public static Activity? Begin() => PoolTracing.IsOn ? PoolTracing.Begin(PoolTracing.Job, ActivityKind.Client) : null;

    public static void Describe(Activity span, JobStart start)
    {
        span.DisplayName = $"{start.Verb} {start.Name ?? start.FunctionName}";
        span.SetTag(PoolTracing.JobId, start.Id);
        span.SetTag(PoolTracing.JobName, start.Name);
        span.SetTag(PoolTracing.Verb, start.Verb);
        span.SetTag(PoolTracing.Function, start.FunctionName);
    }

    /// <summary>Ends it with the job.</summary>
    /// <param name="span">The span.</param>
    /// <param name="progress">How far the job came.</param>
    /// <param name="error">What its handle fails with, or null.</param>
    public static void End(Activity span, JobProgress progress, Exception? error)
    {
        span.SetTag(PoolTracing.ItemsTotal, progress.Total);
        span.SetTag(PoolTracing.ItemsCompleted, progress.Completed);
        span.SetTag(PoolTracing.ItemsFailed, progress.Failed);
        if (error is not null)
        {
            PoolTracing.Fail(span, error.GetType().FullName!, error.Message, error.StackTrace);
        }

        PoolTracing.End(span);
    }
}
