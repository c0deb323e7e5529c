using System.Diagnostics;
using OrleansPool.Benchmarks.Peers.Contents;
using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Peers.Serving;

/// <summary>Single calls, one after another in each of as many lanes as the job has calls at a time. Each is timed.</summary>
internal sealed class ApplyRun(IPeer peer, Job job)
{
    private readonly double[] _microseconds = new double[job.Items];
    private int _last = -1;

    /// <exception cref="WrongResultException">The peer gave a wrong value.</exception>
    public async Task<Timing> TimeAsync()
    {
        GC.Collect();
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, job.AtATime).Select(lane => Task.Run(() => RunLaneAsync(lane))));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Timing(seconds, Medians.Of(_microseconds), Medians.Percentile(_microseconds, 0.99));
    }

    private async Task RunLaneAsync(int lane)
    {
        while (Interlocked.Increment(ref _last) is int item && item < job.Items)
        {
            long called = Stopwatch.GetTimestamp();
            int result = await peer.ApplyAsync(ItemFunctions.Next, item, lane);
            _microseconds[item] = Stopwatch.GetElapsedTime(called).TotalMicroseconds;
            Results.CheckNext(item, result);
        }
    }
}
