using System.Reflection;

namespace OrleansPool.Silo.Page;

/// <summary>The files of the page, which are in this assembly.</summary>
internal static class PageAssets
{
    private const string Prefix = "Page/";

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Path, content type and content of each.</summary>
    public static IEnumerable<(string Path, string Type, byte[] Content)> All()
    {
        Assembly assembly = typeof(PageAssets).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            var content = new MemoryStream();
            stream.CopyTo(content);
            string file = name[Prefix.Length..];
            yield return (file == "index.html" ? "/" : $"/{file}", Types[Path.GetExtension(file)], content.ToArray());
        }
    }
}
