namespace OrleansPool.FaultTests.Support;

/// <summary>Tests with clusters of their own. They run beside those that share one, since they wait more than they work.</summary>
internal static class OwnClusters
{
    public const string Name = "clusters of their own";
}
