using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using OrleansPool.Analyzers;

namespace OrleansPool.AnalyzerTests.Support;

/// <summary>Runs the analyzer, and a fix, over sources in which findings are marked: <c>{|OP0001:stream|}</c>.</summary>
internal static class Verify
{
    /// <summary>What this process has itself: nothing is downloaded.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static Task FindsAsync(params string[] sources)
    {
        var test = new CSharpAnalyzerTest<PoolFunctionAnalyzer, DefaultVerifier>();
        Set(test, test.TestState, sources);
        return test.RunAsync();
    }

    public static Task FixesAsync<TFix>(string source, string fixedSource)
        where TFix : CodeFixProvider, new()
    {
        var test = new CSharpCodeFixTest<PoolFunctionAnalyzer, TFix, DefaultVerifier> { CodeActionValidationMode = CodeActionValidationMode.None };
        Set(test, test.TestState, source);
        test.FixedState.Sources.Add(fixedSource);
        return test.RunAsync();
    }

    private static void Set(AnalyzerTest<DefaultVerifier> test, SolutionState state, params string[] sources)
    {
        test.ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        test.SolutionTransforms.Add((solution, id) =>
        {
            var options = (CSharpParseOptions)solution.GetProject(id)!.ParseOptions!;
            return solution.WithProjectParseOptions(id, options.WithLanguageVersion(LanguageVersion.Latest));
        });
        state.AdditionalReferences.AddRange(References);
        foreach (string source in sources)
        {
            state.Sources.Add(source);
        }
    }
}
