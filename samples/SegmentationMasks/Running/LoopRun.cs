using System.Diagnostics;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>The same as <see cref="PoolRun"/> without a pool.</summary>
internal static class LoopRun
{
    public static RunTally Run(RunSettings settings, Action onDone, CancellationToken cancellationToken)
    {
        var tally = new RunTally(settings.Output, onDone);
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < settings.Photographs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var photograph = settings.Photographs[i];
            ImageMask mask;
            try
            {
                mask = MaskFunction.Create(photograph.Path, settings.Parameters);
            }
            catch (Exception error)
            {
                tally.Fail(photograph, error);
                continue;
            }

            tally.Save(photograph, mask);
        }

        tally.Elapsed = Stopwatch.GetElapsedTime(start);
        return tally;
    }

    /// <summary>Has everything compiled before the clock runs, so that the run that comes first is not the slower one for it.</summary>
    public static void WarmUp(RunSettings settings)
    {
        string unseen = Directory.CreateTempSubdirectory("segmentation-masks-").FullName;
        try
        {
            var one = settings.Photographs.Select(photograph => settings with { Photographs = [photograph], Output = unseen });
            _ = one.Any(alone => Run(alone, onDone: () => { }, CancellationToken.None).Masks.Count > 0);
        }
        finally
        {
            Directory.Delete(unseen, recursive: true);
        }
    }
}
