namespace OrleansPool.Packages;

/// <summary>Paths within a package.</summary>
internal static class PackagePath
{
    private const int MaxLength = 512;

    /// <summary>Whether the path stays within its package on every system: relative, with slashes, without dots as a part.</summary>
    public static bool IsSafe(string? path) =>
        path is { Length: > 0 and <= MaxLength }
        && !path.Any(c => c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c))
        && path.Split('/').All(static part => part.Length > 0 && part.Trim('.', ' ').Length > 0 && part.Trim(' ') == part && !part.EndsWith('.'));
}
