namespace OrleansPool.UnitTests.Payloads;

/// <summary>
/// Tests that unload assemblies, and tests that have Orleans look at all assemblies: not at the same time, since Orleans fails on one that is being unloaded.
/// </summary>
internal static class LoadContexts
{
    public const string Name = "load contexts";
}
