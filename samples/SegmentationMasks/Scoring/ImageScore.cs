namespace OrleansPool.Samples.SegmentationMasks.Scoring;

/// <summary>How well a mask agrees with people.</summary>
/// <param name="Covering">Mean over the people, 0 to 1.</param>
/// <param name="People">How many drew the photograph.</param>
internal sealed record ImageScore(double Covering, int People);
