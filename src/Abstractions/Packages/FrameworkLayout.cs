namespace OrleansPool.Packages;

/// <summary>Which files of a program are .NET's own: those of the shared frameworks that it runs on, or, if it is self-contained, those that it brings along.</summary>
internal sealed class FrameworkLayout
{
    // …/shared/, of …/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll
    private readonly string? _shared;
    private readonly RuntimePacks? _packs;

    private FrameworkLayout(string? shared, RuntimePacks? packs)
    {
        _shared = shared;
        _packs = packs;
    }

    /// <summary>That of this process.</summary>
    public static FrameworkLayout OfThisProcess { get; } = Of(
        typeof(object).Assembly.Location,
        AppContext.BaseDirectory,
        DepsReader.OwnPaths);

    /// <param name="core">The file of the core library; empty when it is in the program's own file.</param>
    /// <param name="program">The program's folder.</param>
    /// <param name="depsFiles">What was written of its parts when it was built.</param>
    public static FrameworkLayout Of(string core, string program, IEnumerable<string> depsFiles)
    {
        if (Path.GetDirectoryName(core) is not { Length: > 0 } runtime)
        {
            return new FrameworkLayout(null, null);
        }

        return Path.TrimEndingDirectorySeparator(runtime) == Path.TrimEndingDirectorySeparator(program)
            ? new FrameworkLayout(null, new RuntimePacks(DepsReader.Read(depsFiles)))
            : new FrameworkLayout(Path.GetFullPath(Path.Combine(runtime, "..", "..")) + Path.DirectorySeparatorChar, null);
    }

    /// <summary>The shared framework that a file is of, or null for one of the program's own.</summary>
    public string? FrameworkOf(string path) =>
        _packs is not null ? _packs.FrameworkOf(Path.GetFileName(path))
        : _shared is not null && path.StartsWith(_shared, StringComparison.Ordinal) ? path[_shared.Length..].Split(Path.DirectorySeparatorChar)[0]
        : null;
}
