namespace OrleansPool.Programs;

/// <summary>Finds programs as a shell does: by path, or by name in the folders of PATH and nowhere else.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <returns>Null when there is none.</returns>
    public static string? Find(string name)
    {
        if (OperatingSystem.IsWindows() || name.Contains('/', StringComparison.Ordinal))
        {
            return name;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path) => File.Exists(path) && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Executable) != 0;
}
