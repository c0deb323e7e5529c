using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OrleansPool.Silo.Settings;

/// <summary>Finds the assemblies that <c>--functions</c> names.</summary>
internal static class FunctionFiles
{
    public static IReadOnlyList<FileInfo> Find(SettingValue? value, List<string> errors)
    {
        List<FileInfo> found = [];
        foreach (string path in value?.Texts ?? [])
        {
            if (Directory.Exists(path))
            {
                FileInfo[] inFolder = [.. new DirectoryInfo(path).EnumerateFiles("*.dll").Where(IsAssembly).OrderBy(file => file.Name, StringComparer.Ordinal)];
                found.AddRange(inFolder);
                if (inFolder.Length == 0)
                {
                    errors.Add($"{value!.Source} {path} is a folder without a .NET assembly.");
                }
            }
            else if (!File.Exists(path))
            {
                errors.Add($"{value!.Source} {path} does not exist. Seen from {Environment.CurrentDirectory}.");
            }
            else if (!IsAssembly(new FileInfo(path)))
            {
                errors.Add($"{value!.Source} {path} is not a .NET assembly. Name the .dll file of the build, or its folder.");
            }
            else
            {
                found.Add(new FileInfo(path));
            }
        }

        return found;
    }

    private static bool IsAssembly(FileInfo file)
    {
        try
        {
            using var reader = new PEReader(file.OpenRead());
            return reader.HasMetadata && reader.GetMetadataReader().IsAssembly;
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
