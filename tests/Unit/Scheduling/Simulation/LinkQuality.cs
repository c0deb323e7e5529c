namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>What happens to messages below an ordered link. Times in microseconds.</summary>
internal sealed record LinkQuality(long Delay = 200, long Jitter = 300, double Loss = 0, double Duplication = 0, long ResendAfter = 20_000);
