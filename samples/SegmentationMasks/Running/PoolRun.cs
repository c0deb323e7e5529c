using System.Diagnostics;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>All photographs through a pool; each mask is saved the moment it is ready, in whatever order.</summary>
internal static class PoolRun
{
    public static async Task<RunTally> RunAsync(RunSettings settings, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        var tally = new RunTally(settings.Output);
        string[] paths = Array.ConvertAll(settings.Photographs, photograph => photograph.Path);
        var parameters = settings.Parameters;

        await using var pool = await LocalPool.StartAsync(options => options.Workers = settings.Workers, cancellationToken);
        long start = Stopwatch.GetTimestamp();

        // One photograph is work enough for a chunk, and small chunks make for a short tail.
        var masks = pool.ImapUnordered(
            path => MaskFunction.Create(path, parameters),
            paths,
            chunkSize: 1,
            new JobOptions { Progress = progress },
            cancellationToken: cancellationToken);
        await foreach (var outcome in masks.WithOutcomes())
        {
            var photograph = settings.Photographs[outcome.Index];
            if (outcome.IsSuccess)
            {
                tally.Save(photograph, outcome.Value!);
            }
            else
            {
                tally.Fail(photograph, outcome.Error);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        tally.Elapsed = Stopwatch.GetElapsedTime(start);
        return tally;
    }
}
