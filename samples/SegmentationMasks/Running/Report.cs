using OrleansPool.Samples.SegmentationMasks.Scoring;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>The figures of a run.</summary>
/// <param name="Images">One for each mask, by name.</param>
/// <param name="Unreadable">Photographs and truth files that could not be used.</param>
/// <param name="MeanCovering">Mean over the scored photographs; null without truth.</param>
/// <param name="Pool">The run in the pool.</param>
/// <param name="Loop">The plain loop, if it was asked for.</param>
/// <param name="Different">Masks that loop and pool do not agree on; there should be none.</param>
internal sealed record Report(
    IReadOnlyList<ImageReport> Images,
    IReadOnlyList<Unreadable> Unreadable,
    double? MeanCovering,
    RunReport Pool,
    RunReport? Loop,
    IReadOnlyList<string> Different)
{
    public double? SpeedUp => Loop is null ? null : Loop.Seconds / Pool.Seconds;

    public bool IsAllWell => Unreadable.Count == 0 && Different.Count == 0;

    public static Report Create(RunSettings settings, RunTally pool, RunTally? loop)
    {
        List<Unreadable> unreadable = [.. pool.Failures];
        var images = pool.Masks.Select(mask => new ImageReport(
            mask.Name,
            mask.SegmentCount,
            Math.Round(mask.Elapsed.TotalSeconds, 4),
            MaskScorer.Score(settings, mask.Name, unreadable))).ToList();
        var scores = images.Select(image => image.Score).OfType<ImageScore>().ToList();
        return new Report(
            images,
            unreadable,
            scores.Count == 0 ? null : scores.Average(score => score.Covering),
            RunReport.Of(pool, settings.Workers),
            loop is null ? null : RunReport.Of(loop, workers: 1),
            loop is null ? [] : [.. pool.DifferencesTo(loop)]);
    }
}
