namespace OrleansPool.FaultTests.Support;

/// <summary>Tests of silos that are lost and come, one after another on one cluster.</summary>
[CollectionDefinition(Name)]
public sealed class SiloCollection : ICollectionFixture<SharedCluster>
{
    public const string Name = "silos of one cluster";
}
