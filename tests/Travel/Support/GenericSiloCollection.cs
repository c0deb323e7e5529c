namespace OrleansPool.TravelTests.Support;

/// <summary>The tests that share one silo.</summary>
[CollectionDefinition(nameof(GenericSilo))]
public sealed class GenericSiloCollection : ICollectionFixture<GenericSilo>;
