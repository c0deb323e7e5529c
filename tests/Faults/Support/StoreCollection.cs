namespace OrleansPool.FaultTests.Support;

/// <summary>Tests of a store that goes away, and of what takes long without work, one after another on another cluster: they run beside those of silos.</summary>
[CollectionDefinition(Name)]
public sealed class StoreCollection : ICollectionFixture<SharedCluster>
{
    public const string Name = "the store of another cluster";
}
