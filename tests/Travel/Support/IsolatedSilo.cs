namespace OrleansPool.TravelTests.Support;

/// <summary>The same with workers that are processes.</summary>
public sealed class IsolatedSilo : GenericSilo
{
    private protected override string[] Arguments => ["--isolation", "process"];
}
