namespace OrleansPool.FaultTests.Support;

/// <summary>The tests that share a cluster, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class FaultCollection : ICollectionFixture<SharedCluster>
{
    public const string Name = "one cluster";
}
