using System.Diagnostics;
using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;
using OrleansPool.Samples.Shared.Watching;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>The same as <see cref="PoolRun"/> without a pool.</summary>
internal static class LoopRun
{
    public static RunTally Run(RunSettings settings, IProgress<JobProgress> progress, CancellationToken cancellationToken)
    {
        var tally = new RunTally(settings.Output);
        var steps = new StepProgress(progress, settings.Photographs.Length);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < settings.Photographs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var photograph = settings.Photographs[i];
            Add(tally, photograph, settings.Parameters);
            steps.Add();
        }

        tally.Elapsed = Stopwatch.GetElapsedTime(start);
        return tally;
    }

    private static void Add(RunTally tally, Photograph photograph, SegmentationParameters parameters)
    {
        ImageMask mask;
        try
        {
            mask = MaskFunction.Create(photograph.Path, parameters);
        }
        catch (Exception error)
        {
            tally.Fail(photograph, error);
            return;
        }

        tally.Save(photograph, mask);
    }

    /// <summary>Has everything compiled before the clock runs, so that the run that comes first is not the slower one for it.</summary>
    public static void WarmUp(RunSettings settings)
    {
        string unseen = Directory.CreateTempSubdirectory("segmentation-masks-").FullName;
        try
        {
            var one = settings.Photographs.Select(photograph => settings with { Photographs = [photograph], Output = unseen });
            _ = one.Any(alone => Run(alone, new Progress<JobProgress>(), CancellationToken.None).Masks.Count > 0);
        }
        finally
        {
            Directory.Delete(unseen, recursive: true);
        }
    }
}
