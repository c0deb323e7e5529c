using System.Runtime.Versioning;

namespace OrleansPool.Packages;

/// <summary>The folder that a silo keeps code in: for its own user only.</summary>
internal static class CodeFolder
{
    /// <summary>Where the contents of packages are in it.</summary>
    public const string Contents = "contents";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly Lazy<string> Temporary = new(static () => Directory.CreateTempSubdirectory("orleanspool-code-").FullName);

    /// <summary>In the user's local data. A user without any gets a folder that nobody else can have made or knows beforehand, for this process only.</summary>
    public static string Default => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } home
        ? Path.Combine(home, "orleanspool", "code")
        : Temporary.Value;

    /// <summary>Why a folder is none to keep code in, or null: what others may write there they may exchange between the check and the load.</summary>
    /// <remarks>
    /// One that a silo made is closed again if others may write there since, as Kubernetes sets it for each volume of a pod that has an <c>fsGroup</c>. What was
    /// written there meanwhile is checked before it is used.
    /// </remarks>
    public static string? ReasonAgainst(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return ReasonNotToMake(folder);
        }

        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) is var mode && (mode & OthersWrite) == 0)
        {
            return null;
        }

        return Directory.Exists(Path.Combine(folder, Contents)) && TryClose(folder) ? null
            : $"CodeFolder {folder} can be written by others than its owner (mode {Convert.ToString((int)mode, 8)}). "
                + "Let nobody else write there (chmod 700), or name one that does not exist yet, which the silo makes for itself (--code-folder).";
    }

    /// <summary>Makes a folder in a code folder, and that itself.</summary>
    public static void Make(string path, string root)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // Each by itself: a mode is only for the last of a path.
        if (path.Length > root.Length)
        {
            Make(Path.GetDirectoryName(path)!, root);
        }

        Directory.CreateDirectory(path, OwnerOnly);
    }

    private static string? ReasonNotToMake(string folder)
    {
        try
        {
            Make(folder, folder);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"CodeFolder {folder} cannot be made: {error.Message.TrimEnd('.')}. Name one that the silo may write to (--code-folder).";
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static bool TryClose(string folder)
    {
        try
        {
            File.SetUnixFileMode(folder, OwnerOnly);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is somebody else's.
            return false;
        }
    }
}
