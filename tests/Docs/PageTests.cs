using System.Reflection;
using System.Text.RegularExpressions;
using OrleansPool.Samples.Docs.Python;

namespace OrleansPool.DocTests;

/// <summary>The C# of the pages is that of <c>samples/Docs</c>, which compiles and runs.</summary>
public sealed partial class PageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Examples => [.. Methods().Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

    [Fact]
    public void Blocks_OfThePages_AreTheRegionsOfTheExamples()
    {
        string[] blocks = [.. Pages.All.SelectMany(page => Block().Matches(File.ReadAllText(page))).Select(block => block.Groups[1].Value.Trim())];
        string[] regions = [.. Sources().SelectMany(file => Region().Matches(File.ReadAllText(file))).Select(region => Unindent(region.Groups[1].Value))];
        Assert.NotEmpty(blocks);
        Assert.Equal(regions.Order(StringComparer.Ordinal), blocks.Order(StringComparer.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Examples))]
    public async Task Example_Runs(string name)
    {
        MethodInfo example = Methods().Single(method => $"{method.DeclaringType!.Name}.{method.Name}" == name);
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 4);
        await ((Task)example.Invoke(null, [pool])!).WaitAsync(Limit);
    }

    [Fact(Timeout = 60_000)]
    public Task FirstExample_Runs() =>
        Task.Run(() => typeof(Calls).Assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()])).WaitAsync(Limit);

    private static IEnumerable<string> Sources()
    {
        string folder = Path.Combine(Pages.Repository, "samples", "Docs");
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
    }

    private static IEnumerable<MethodInfo> Methods() => typeof(Calls).Assembly.GetTypes()
        .Where(type => type is { IsPublic: true, IsAbstract: true, IsSealed: true })
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly));

    private static string Unindent(string region)
    {
        string[] lines = region.TrimEnd().Split('\n');
        int margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < margin ? "" : line[margin..].TrimEnd()));
    }

    [GeneratedRegex("```(?:csharp|cs|c#)\n(.*?)```", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex("#region[^\n]*\n(.*?)\n *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();
}
