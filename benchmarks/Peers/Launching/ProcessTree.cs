using System.Globalization;

namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>A process and those it has started, as Linux tells of them.</summary>
internal static class ProcessTree
{
    private const string Processes = "/proc";

    public static bool CanBeRead => Directory.Exists($"{Processes}/self");

    /// <summary>The resident memory of each of them.</summary>
    public static IReadOnlyDictionary<int, long> ResidentBytes(int root)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories(Processes)
            .Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(process => process.Parent, process => process.Id);
        return WithChildren(root).ToDictionary(id => id, BytesOf);

        IEnumerable<int> WithChildren(int id) => children[id].SelectMany(WithChildren).Prepend(id);
    }

    private static int ParentOf(int id) =>
        // The name in parentheses may have anything in it; state and parent follow.
        Read(id, "stat") is { } text && text[(text.LastIndexOf(')') + 2)..].Split(' ') is [_, var parent, ..] ? Number(parent) : 0;

    private static long BytesOf(int id) =>
        Read(id, "statm")?.Split(' ') is [_, var pages, ..] ? (long)Number(pages) * Environment.SystemPageSize : 0;

    private static string? Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"{Processes}/{id}/{file}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return null;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
