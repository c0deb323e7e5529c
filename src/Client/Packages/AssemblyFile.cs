using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OrleansPool.Packages;

/// <summary>Reads what an assembly's file says of it; nothing is loaded for it.</summary>
internal static class AssemblyFile
{
    /// <summary>Which assembly the file is; null when it is none, or is just being written.</summary>
    public static PackageAssembly? Read(string path) => Read(path, static metadata =>
    {
        AssemblyDefinition assembly = metadata.GetAssemblyDefinition();
        return new PackageAssembly
        {
            Name = metadata.GetString(assembly.Name),
            Version = assembly.Version,
            Build = metadata.GetGuid(metadata.GetModuleDefinition().Mvid),
        };
    });

    /// <summary>Names of the assemblies that it refers to.</summary>
    public static IReadOnlyList<string> ReferencesOf(string path) => Read(path, static metadata => (string[])
        [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))]) ?? [];

    private static T? Read<T>(string path, Func<MetadataReader, T> read)
        where T : class
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            return file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata ? read(metadata) : null;
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
