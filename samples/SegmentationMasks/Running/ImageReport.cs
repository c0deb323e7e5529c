using OrleansPool.Samples.SegmentationMasks.Scoring;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>One line of the report.</summary>
internal sealed record ImageReport(string Name, int Segments, double Seconds, ImageScore? Score);
