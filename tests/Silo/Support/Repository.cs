using System.Runtime.CompilerServices;

namespace OrleansPool.SiloTests.Support;

/// <summary>Files of the repository that are no code.</summary>
internal static class Repository
{
    public static string File(string path) => Path.Combine(Root(), path);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
