namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>How fast a run was.</summary>
/// <param name="Images">Masks made.</param>
/// <param name="Workers">How many worked at the same time.</param>
/// <param name="Seconds">From the first photograph to the last mask on disk.</param>
/// <param name="ImagesPerSecond">Masks made in a second.</param>
internal sealed record RunReport(int Images, int Workers, double Seconds, double ImagesPerSecond)
{
    public static RunReport Of(RunTally tally, int workers) =>
        new(tally.Masks.Count, workers, tally.Elapsed.TotalSeconds, tally.ImagesPerSecond);
}
