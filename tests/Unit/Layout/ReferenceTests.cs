using System.Reflection;

namespace OrleansPool.UnitTests.Layout;

/// <summary>The arrows between the projects, and where public types may be.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("OrleansPool.Abstractions")]
    [InlineData("OrleansPool.Client", "OrleansPool.Abstractions")]
    [InlineData("OrleansPool.Grains", "OrleansPool.Abstractions")]
    [InlineData("OrleansPool", "OrleansPool.Client", "OrleansPool.Grains", "OrleansPool.Abstractions")]
    [InlineData("OrleansPool.Silo", "OrleansPool.Grains", "OrleansPool.Abstractions")]
    [InlineData("OrleansPool.Cli", "OrleansPool", "OrleansPool.Silo", "OrleansPool.Client", "OrleansPool.Grains", "OrleansPool.Abstractions")]
    public void Assembly_ReferencesOnlyWhatItMay(string assembly, params string[] allowed)
    {
        IEnumerable<string> referenced = Assembly.Load(assembly)
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("OrleansPool", StringComparison.Ordinal));

        Assert.Empty(referenced.Except(allowed));
    }

    [Fact]
    public void Abstractions_ReferencesNothingOfOrleansBeyondItsSdk()
    {
        IEnumerable<string> referenced = Assembly.Load("OrleansPool.Abstractions")
            .GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(name => name.StartsWith("Orleans.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal));

        Assert.Empty(referenced.Except(["Orleans.Core.Abstractions", "Orleans.Core", "Orleans.Serialization", "Orleans.Serialization.Abstractions"]));
    }

    [Theory]
    [InlineData("OrleansPool.Abstractions")]
    [InlineData("OrleansPool.Client")]
    [InlineData("OrleansPool.Grains")]
    [InlineData("OrleansPool")]
    public void PublicTypes_AreAllInOneNamespace(string assembly)
    {
        IEnumerable<string?> elsewhere = Assembly.Load(assembly)
            .GetExportedTypes()
            .Where(type => !type.Namespace!.StartsWith("OrleansCodeGen", StringComparison.Ordinal))
            .Where(type => type.Namespace != "OrleansPool")
            .Select(type => type.FullName);

        Assert.Empty(elsewhere);
    }
}
