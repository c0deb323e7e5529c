using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OrleansPool.Analyzers;
using OrleansPool.AnalyzerTests.Support;

namespace OrleansPool.AnalyzerTests.Agreement;

/// <summary>What the analyzer says of a call is what the pool says that refuses it.</summary>
public sealed class AgreementTests(AgreementTests.Fixture fixture) : IClassFixture<AgreementTests.Fixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Cases => [.. Methods().Select(method => method.Name)];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cases))]
    public async Task Finding_HasTheWordsOfTheRefusal(string name)
    {
        var method = Methods().Single(method => method.Name == name);
        var refused = await Assert.ThrowsAsync<TargetInvocationException>(() => Task.Run(() => method.Invoke(null, [fixture.Pool])).WaitAsync(Limit));
        string message = refused.InnerException!.Message.Split(" (Parameter '")[0];
        string[] findings = fixture.Findings[Places.GetValueOrDefault(name, name)];
        Assert.True(findings.Contains(message), $"The pool says\n  {message}\nand the analyzer\n  {string.Join("\n  ", findings)}");
    }

    // Where the call is, when it is not in the method of the case.
    private static readonly Dictionary<string, string> Places = new()
    {
        [nameof(RefusedCases.ThisWithClient)] = "Scaled",
        [nameof(RefusedCases.PrimaryParameter)] = "Read",
    };

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(RefusedCases).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly);

    /// <summary>A pool, and the findings by the method that they are in.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal Pool Pool { get; private set; } = null!;

        internal Dictionary<string, string[]> Findings { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Pool = await LocalPool.StartAsync(options => options.Workers = 2);
            string source = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Agreement", "RefusedCases.cs"));
            string usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; "
                + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
            var compilation = CSharpCompilation.Create(
                "Cases",
                [CSharpSyntaxTree.ParseText(usings), CSharpSyntaxTree.ParseText(source)],
                Verify.References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            ImmutableArray<DiagnosticAnalyzer> analyzers = [new PoolFunctionAnalyzer()];
            var found = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();
            Findings = found
                .GroupBy(finding => MethodAt(finding.Location), finding => finding.GetMessage())
                .ToDictionary(group => group.Key, group => group.ToArray());
        }

        public async Task DisposeAsync() => await Pool.DisposeAsync();

        private static string MethodAt(Location location) => location.SourceTree!.GetRoot()
            .FindNode(location.SourceSpan)
            .FirstAncestorOrSelf<MethodDeclarationSyntax>()!.Identifier.ValueText;
    }
}
