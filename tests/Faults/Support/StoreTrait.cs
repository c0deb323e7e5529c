namespace OrleansPool.FaultTests.Support;

/// <summary>Tests whose course depends on the store: silos that join, leave and look for each other. They run once more over another store.</summary>
internal static class StoreTrait
{
    public const string Name = "Store";

    public const string Matters = "Matters";
}
