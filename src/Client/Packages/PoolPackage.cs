using OrleansPool.Packages;

namespace OrleansPool;

/// <summary>
/// What travels with the functions of a pool to silos that have not got it. The assemblies of the functions, what those refer to and the NuGet
/// packages that they are of, with their native libraries, are found without being named.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PoolPackage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IncludedFile> _files = new(StringComparer.OrdinalIgnoreCase);

    internal PoolPackage()
    {
    }

    /// <summary>Adds a file, or a folder with all that is in it: content that functions read, or an assembly that is loaded at run time.</summary>
    /// <param name="path">
    /// The file or folder. An assembly is found by its name, together with what it refers to, and a native library (<c>.so</c>, <c>.dll</c>,
    /// <c>.dylib</c>) by its own, as <c>DllImport</c> writes it: it must be for the silos' platform. Other files are in <see cref="PoolContext.PackageFolder"/>
    /// under their names, those of a folder below the folder's name.
    /// </param>
    /// <returns>This, to go on with.</returns>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="ArgumentException">It is a symbolic link or has one in it, or another file was included under the same name.</exception>
    /// <remarks>
    /// Counts for jobs that are started after it. Silos that have the functions' assemblies deployed get no package, and nothing of this: there
    /// and in a local pool <see cref="PoolContext.PackageFolder"/> is <see langword="null"/>.
    /// </remarks>
    public PoolPackage Include(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        IncludedFile[] files = Directory.Exists(full) ? [.. FilesOf(full)]
            : File.Exists(full) ? [FileOf(full)]
            : throw new FileNotFoundException($"'{path}' does not exist, seen from {Environment.CurrentDirectory}. Name a file or a folder of this machine.", full);
        lock (_gate)
        {
            foreach (IncludedFile file in files)
            {
                if (_files.TryGetValue(file.Path, out IncludedFile? known) && known.LocalPath != file.LocalPath)
                {
                    throw new ArgumentException($"'{file.Path}' is in the package already, from {known.LocalPath}. Rename one of them.", nameof(path));
                }

                _files[file.Path] = file;
            }

            Version++;
        }

        return this;
    }

    /// <summary>Gets a number that grows with each change.</summary>
    internal int Version { get; private set; }

    internal IReadOnlyList<IncludedFile> Files()
    {
        lock (_gate)
        {
            return [.. _files.Values];
        }
    }

    private static IncludedFile FileOf(string path)
    {
        ThrowIfLink(new FileInfo(path));
        bool isAssembly = path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && AssemblyFile.Read(path) is not null;
        return new IncludedFile($"{(isAssembly ? "" : PackageLayout.Content)}{Path.GetFileName(path)}", path, isAssembly);
    }

    private static IEnumerable<IncludedFile> FilesOf(string folder)
    {
        ThrowIfLink(new DirectoryInfo(folder));
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
        {
            ThrowIfLink(entry);
            if (entry is FileInfo file)
            {
                string below = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
                string place = $"{PackageLayout.Content}{Path.GetFileName(folder)}/{below}";
                yield return PackagePath.IsSafe(place)
                    ? new IncludedFile(place, file.FullName, IsAssembly: false)
                    : throw new ArgumentException($"'{file.FullName}' has a name that not every system can have. Rename it.");
            }
        }
    }

    private static void ThrowIfLink(FileSystemInfo entry)
    {
        if (entry.LinkTarget is { } target)
        {
            throw new ArgumentException($"'{entry.FullName}' is a symbolic link to {target}. Include what it points to.");
        }
    }
}
