using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Scoring;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>Scores a mask after the run. It is read back, so that what is scored is what was saved.</summary>
internal static class MaskScorer
{
    /// <returns>The score, or null if there is no truth for it.</returns>
    public static ImageScore? Score(RunSettings settings, string name, List<Unreadable> unreadable) =>
        settings.Truth is { } truth && truth.Has(name)
            ? truth.Score(
                name,
                LabelPngReader.Read(MaskFiles.Labels(settings.Output, name)),
                (file, error) => unreadable.Add(new Unreadable(Path.GetFileName(file), error.Message)))
            : null;
}
