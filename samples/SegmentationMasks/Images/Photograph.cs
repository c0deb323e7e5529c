namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>A file to segment, and what its masks are called.</summary>
/// <param name="Path">Where the photograph is.</param>
/// <param name="Name">The file name without its ending; with it where two files would otherwise share their masks.</param>
internal sealed record Photograph(string Path, string Name);
