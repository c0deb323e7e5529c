namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>What is kept of a mask once it is saved.</summary>
/// <param name="Name">What its files are called.</param>
/// <param name="SegmentCount">How many segments.</param>
/// <param name="Elapsed">How long the worker took.</param>
/// <param name="LabelHash">SHA-256 of the label file, to compare two runs.</param>
internal sealed record SavedMask(string Name, int SegmentCount, TimeSpan Elapsed, string LabelHash);
