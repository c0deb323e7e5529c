namespace OrleansPool.TravelTests.Support;

/// <summary>The tests that share one silo whose packages can be unloaded.</summary>
[CollectionDefinition(nameof(UnloadingSilo))]
public sealed class UnloadingSiloCollection : ICollectionFixture<UnloadingSilo>;
