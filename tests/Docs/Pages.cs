using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansPool.DocTests;

/// <summary>The pages that users read.</summary>
internal static partial class Pages
{
    public static string Repository { get; } = Path.GetFullPath(
        typeof(Pages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!);

    /// <summary>README.md and all of docs, by their paths.</summary>
    public static IEnumerable<string> All =>
    [
        Path.Combine(Repository, "README.md"),
        .. Directory.EnumerateFiles(Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories),
    ];

    public static string Docs(string name) => Path.Combine(Repository, "docs", name);

    /// <summary>The anchors of a page, as GitHub makes them of its headings.</summary>
    public static HashSet<string> Anchors(string file) => [.. Heading().Matches(Code().Replace(File.ReadAllText(file), "")).Select(
        heading => NotOfAnchor().Replace(heading.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))];

    /// <summary>The targets of the links of a page, but for those of other places.</summary>
    public static IEnumerable<string> Links(string file) => Link().Matches(Code().Replace(File.ReadAllText(file), ""))
        .Select(link => link.Groups[1].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    [GeneratedRegex("^#+ (.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotOfAnchor();
}
