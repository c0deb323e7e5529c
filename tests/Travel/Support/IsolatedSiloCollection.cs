namespace OrleansPool.TravelTests.Support;

/// <summary>The tests that share one silo whose workers are processes.</summary>
[CollectionDefinition(nameof(IsolatedSilo))]
public sealed class IsolatedSiloCollection : ICollectionFixture<IsolatedSilo>;
