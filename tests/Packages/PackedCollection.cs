namespace OrleansPool.PackageTests;

/// <summary>The tests that share one set of packages.</summary>
[CollectionDefinition(Name)]
public sealed class PackedCollection : ICollectionFixture<PackedFixture>
{
    /// <summary>What the classes of its tests name.</summary>
    public const string Name = "Packed";
}
