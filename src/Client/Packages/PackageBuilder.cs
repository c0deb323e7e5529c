using System.Reflection;
using System.Runtime.Versioning;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>Makes the package of a program's functions: the assemblies that they need, the NuGet packages that those are of, and what was included.</summary>
internal sealed class PackageBuilder(IReadOnlyCollection<string> platforms, long maxBytes, DepsFile deps)
{
    private readonly ReferenceWalk _walk = new();
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, string[]> _natives = new(StringComparer.Ordinal);

    /// <summary>Makes it.</summary>
    /// <param name="roots">Assemblies of functions, and of their items and results.</param>
    /// <param name="included">What the program included: places in the package, and where the files are.</param>
    /// <exception cref="FunctionNotShippableException">An assembly cannot be sent.</exception>
    /// <exception cref="PayloadTooLargeException">The package is too large.</exception>
    public PackageSource Build(IEnumerable<Assembly> roots, IEnumerable<IncludedFile> included)
    {
        Assembly[] all = [.. roots];

        // Functions may be of a library that does not know of pools; the silo runs them with these.
        foreach (Assembly assembly in (Assembly[])[typeof(PoolFunction).Assembly, typeof(Pool).Assembly, .. all])
        {
            _walk.Add(assembly);
        }

        foreach (IncludedFile file in included)
        {
            if (file.IsAssembly)
            {
                _walk.AddFile(file.LocalPath);
            }
            else
            {
                _files[file.Path] = file.LocalPath;
            }
        }

        AddPackages();
        foreach ((string name, string path) in _walk.Files)
        {
            _files[$"{name}.dll"] = path;
        }

        return Make(all);
    }

    /// <summary>Adds what NuGet packages bring that no assembly refers to.</summary>
    private void AddPackages()
    {
        HashSet<DepsLibrary> seen = [];
        foreach ((string name, string path) in _walk.Files.ToList())
        {
            foreach (DepsLibrary library in deps.OwnersOf(name).Concat(AssemblyFile.NativesOf(path).SelectMany(deps.WithNative)).Where(seen.Add))
            {
                string folder = Path.GetDirectoryName(path)!;
                AddAssemblies(library, folder);
                AddNatives(library, folder);
            }
        }
    }

    private void AddAssemblies(DepsLibrary library, string folder)
    {
        foreach (IGrouping<string, DepsAsset> file in library.Assemblies.GroupBy(asset => Path.GetFileName(asset.Path)))
        {
            string name = Path.GetFileNameWithoutExtension(file.Key);
            if (!_walk.Files.ContainsKey(name) && platforms.Select(platform => Platforms.Best(file, platform)).FirstOrDefault(best => best is not null) is { } asset
                && (ClientFramework.FileOf(name) ?? Find(library, asset, folder)) is { } path)
            {
                _walk.AddFile(path);
            }
        }
    }

    private void AddNatives(DepsLibrary library, string folder)
    {
        foreach (IGrouping<string, DepsAsset> file in library.Natives.GroupBy(asset => Path.GetFileName(asset.Path)))
        {
            string here = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
            IEnumerable<string> found = file.Select(asset => asset.Platform.Length == 0 ? here : asset.Platform);
            _natives[file.Key] = [.. found.Union(_natives.GetValueOrDefault(file.Key, [])).Order(StringComparer.Ordinal)];
            foreach (string platform in platforms)
            {
                // A build for one platform has its libraries beside the program, and they are for that one only.
                if (Platforms.Best(file.Where(asset => asset.Platform.Length > 0 || Platforms.UsableOn(platform).Contains(here)), platform) is { } asset
                    && Find(library, asset, folder) is { } path)
                {
                    _files[$"{PackageLayout.Natives}{platform}/{file.Key}"] = path;
                }
            }
        }
    }

    /// <param name="library">The package.</param>
    /// <param name="asset">A file of it.</param>
    /// <param name="folder">Where the assembly is that needs it: beside the program, or with a build of its own.</param>
    private static string? Find(DepsLibrary library, DepsAsset asset, string folder)
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] places =
        [
            Path.Combine(folder, asset.Path),
            Path.Combine(folder, Path.GetFileName(asset.Path)),
            Path.Combine(AppContext.BaseDirectory, asset.Path),
            Path.Combine(AppContext.BaseDirectory, Path.GetFileName(asset.Path)),
            Path.Combine(packages, library.Folder, asset.Path),
        ];
        return Array.Find(places, File.Exists);
    }

    private PackageSource Make(Assembly[] roots)
    {
        List<LocalFile> files = [];
        foreach ((string path, string local) in _files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            (string hash, long size) = FileHashes.Of(local);
            PackageAssembly? assembly = path.Contains('/', StringComparison.Ordinal) ? null : AssemblyFile.Read(local);
            files.Add(new LocalFile(new PackageFile { Path = path, Hash = hash, Size = size, Assembly = assembly }, local));
        }

        long bytes = files.Sum(file => file.File.Size);
        if (bytes > maxBytes)
        {
            PackageFile largest = files.MaxBy(file => file.File.Size)!.File;
            throw new PayloadTooLargeException(
                $"Package is {Mebibytes.Text(bytes)} MiB (limit {Mebibytes.Text(maxBytes)}); largest: {largest.Path} {Mebibytes.Text(largest.Size)} MiB. Exclude it, or put it in shared storage.",
                bytes,
                maxBytes);
        }

        byte[] manifest = PayloadSerializer.Shared.ToArray(new PackageManifest
        {
            Version = PackageManifest.CurrentVersion,
            App = Assembly.GetEntryAssembly()?.GetName().Name ?? roots[0].GetName().Name!,
            Files = [.. files.Select(file => file.File)],
            Runtime = roots.Max(RuntimeOf),
            Frameworks = [.. _walk.Frameworks],
            Natives = new(_natives),
        });
        return new PackageSource(ContentHash.Of(manifest), manifest, files, bytes, _walk.Files.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The major version of .NET that an assembly was built for; 0 for a library that runs on all.</summary>
    private static int RuntimeOf(Assembly assembly)
    {
        const string Core = ".NETCoreApp,Version=v";
        return assembly.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName is { } name
            && name.StartsWith(Core, StringComparison.Ordinal)
            && Version.TryParse(name[Core.Length..], out Version? version)
                ? version.Major
                : 0;
    }
}
