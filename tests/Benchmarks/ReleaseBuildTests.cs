using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using OrleansPool.Measuring;

namespace OrleansPool.BenchmarkTests;

public sealed class ReleaseBuildTests
{
    [Theory]
    [InlineData(DebuggableAttribute.DebuggingModes.Default | DebuggableAttribute.DebuggingModes.DisableOptimizations, false)]
    [InlineData(DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints, true)]
    public void Program_IsMeasuredOnlyWhenItWasBuiltForRelease(DebuggableAttribute.DebuggingModes modes, bool isRelease)
    {
        var attribute = new CustomAttributeBuilder(typeof(DebuggableAttribute).GetConstructor([typeof(DebuggableAttribute.DebuggingModes)])!, [modes]);
        Assembly built = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Built"), AssemblyBuilderAccess.Run, [attribute]);
        Assert.Equal(isRelease, ReleaseBuild.Is(built));
    }

    /// <summary>None of the benchmarks may forget to ask.</summary>
    [Fact]
    public void EachBenchmark_RefusesADebugBuild()
    {
        string[] programs = Directory.GetFiles(Repository.File("benchmarks"), "Program.cs", SearchOption.AllDirectories);
        Assert.True(programs.Length >= 8, $"There are {programs.Length} programs.");
        Assert.All(programs, program => Assert.Contains("return ReleaseBuild.Refused;", File.ReadAllText(program), StringComparison.Ordinal));
    }
}
