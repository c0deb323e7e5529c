namespace OrleansPool.FaultTests.Support;

/// <summary>Tests with clusters of their own. They run beside those that share one, since they wait more than they work.</summary>
internal static class OwnClusters
{
    public const string Name = "clusters of their own";

    /// <summary>Those that wait for time-outs of a minute, nearly without work.</summary>
    public const string Patient = "clusters that time passes over";
}
