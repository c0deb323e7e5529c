using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Scoring;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>What was asked for, checked.</summary>
/// <param name="Photographs">What to segment.</param>
/// <param name="Output">Where the masks go.</param>
/// <param name="Truth">What to score against, if anything.</param>
/// <param name="Parameters">What steers the segmentation.</param>
/// <param name="Workers">Workers of the pool.</param>
/// <param name="WithLoop">Whether to run a plain loop as well, and compare.</param>
/// <param name="Json">A file for the figures, if wanted.</param>
internal sealed record RunSettings(
    Photograph[] Photographs,
    string Output,
    TruthFolder? Truth,
    SegmentationParameters Parameters,
    int Workers,
    bool WithLoop,
    string? Json);
