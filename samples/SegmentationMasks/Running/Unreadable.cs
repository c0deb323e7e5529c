namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>A file that gave nothing, and why.</summary>
internal sealed record Unreadable(string File, string Reason);
