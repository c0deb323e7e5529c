namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Finds the photographs in a folder.</summary>
internal static class PhotographFolder
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif"];

    /// <summary>The endings of the files that are taken for photographs, for messages.</summary>
    public static string EndingList { get; } = string.Join(", ", Endings);

    /// <summary>The photographs of <paramref name="folder"/>, not of the folders within, by name.</summary>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static Photograph[] List(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder)
            .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
        var uses = files
            .CountBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return [.. files.Where(file => !IsMask(file, uses.ContainsKey)).Select(file => new Photograph(file, NameOf(file, uses)))];
    }

    /// <summary>Masks may be saved beside their photographs; they must not be taken for photographs the next time.</summary>
    private static bool IsMask(string file, Func<string, bool> isPhotograph)
    {
        string name = Path.GetFileName(file);
        return MaskFiles.Endings.Any(
            ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && isPhotograph(name[..^ending.Length]));
    }

    private static string NameOf(string file, Dictionary<string, int> uses)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return uses[name] == 1 ? name : Path.GetFileName(file);
    }
}
