using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
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

    /// <summary>Names of the assemblies that it refers to, in code or as parts that Orleans loads by name.</summary>
    public static IReadOnlyList<string> ReferencesOf(string path) => Read(path, static metadata => (string[])
    [
        .. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)),
        .. metadata.GetAssemblyDefinition().GetCustomAttributes().Select(handle => PartOf(metadata, metadata.GetCustomAttribute(handle))).OfType<string>(),
    ]) ?? [];

    /// <summary>Names of the native libraries that it calls.</summary>
    public static IReadOnlyList<string> NativesOf(string path) => Read(path, static metadata => (string[])
        [.. Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef))
            .Select(row => metadata.GetString(metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)).Name))]) ?? [];

    /// <summary>The assembly that an attribute names for Orleans; null for all other attributes.</summary>
    private static string? PartOf(MetadataReader metadata, CustomAttribute attribute)
    {
        const ushort Prolog = 1;
        if (attribute.Constructor.Kind != HandleKind.MemberReference
            || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type
            || metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Name) != nameof(ApplicationPartAttribute))
        {
            return null;
        }

        BlobReader value = metadata.GetBlobReader(attribute.Value);
        return value.ReadUInt16() == Prolog ? value.ReadSerializedString()?.Split(',')[0] : null;
    }

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
