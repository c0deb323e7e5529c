using OrleansPool.Diagnostics;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>Runs of leases, for those who measure and trace.</summary>
internal sealed partial class Agent
{
    /// <summary>Runs a lease. Nothing is added when nobody wants to know.</summary>
    public Task ExecuteAsync(LeaseRun run) =>
        _meter.MeasuresChunks || (run.Job.Trace is not null && PoolTracing.IsOn) ? ExecuteMeasuredAsync(run) : run.ExecuteAsync();

    private async Task ExecuteMeasuredAsync(LeaseRun run)
    {
        TimeSpan queued = TimeSpan.FromMicroseconds(run.Message.QueuedMicroseconds) + _time.GetElapsedTime(run.Part.Received);
        long started = _time.GetTimestamp();
        run.Span = ChunkSpan.Begin(run, queued);
        try
        {
            await run.ExecuteAsync();
        }
        finally
        {
            if (run.Span is { IsStopped: false } span)
            {
                PoolTracing.End(span);
            }
        }

        if (!run.IsWrittenOff)
        {
            _meter.ChunkRan(_time.GetElapsedTime(started), queued);
        }
    }
}
