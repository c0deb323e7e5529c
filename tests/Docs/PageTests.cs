using System.Reflection;
using System.Text.RegularExpressions;
using OrleansPool.DocTests.Examples;

namespace OrleansPool.DocTests;

/// <summary>The C# of the page is that of the examples, which compile and run.</summary>
public sealed partial class PageTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Examples => [.. Methods().Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

    [Fact]
    public void Blocks_OfThePage_AreTheRegionsOfTheExamples()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "coming-from-python.md"));
        string[] blocks = [.. Block().Matches(page).Select(block => block.Groups[1].Value.Trim())];
        string[] regions = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Examples"), "*.cs")
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .Select(region => Unindent(region.Groups[1].Value))];
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

    private static IEnumerable<MethodInfo> Methods() => typeof(PageTests).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Calls).Namespace && type.IsPublic)
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly));

    private static string Unindent(string region)
    {
        string[] lines = region.TrimEnd().Split('\n');
        int margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < margin ? "" : line[margin..].TrimEnd()));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("#region[^\n]*\n(.*?)\n *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();
}
