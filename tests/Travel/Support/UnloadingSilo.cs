namespace OrleansPool.TravelTests.Support;

/// <summary>The same with packages that can be unloaded again.</summary>
public sealed class UnloadingSilo : GenericSilo
{
    private protected override string[] Arguments => ["--code-unload", "true"];
}
