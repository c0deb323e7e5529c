using OrleansPool.Analyzers;

namespace OrleansPool.AnalyzerTests;

public sealed class RuleTests
{
    [Fact]
    public void Rules_AllHaveAHeadingOnThePage()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "analyzers.md"));
        Assert.Equal(7, new PoolFunctionAnalyzer().SupportedDiagnostics.Length);
        Assert.All(new PoolFunctionAnalyzer().SupportedDiagnostics, rule =>
        {
            Assert.Contains($"\n## {rule.Id}\n", page);
            Assert.Equal($"docs/analyzers.md#{rule.Id.ToLowerInvariant()}", rule.HelpLinkUri);
        });
    }
}
