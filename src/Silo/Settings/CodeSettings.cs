using System.Reflection;
using OrleansPool.Silo.CommandLine;

namespace OrleansPool.Silo.Settings;

/// <summary>Whose functions a silo runs, and how much code it takes.</summary>
internal sealed record CodeSettings
{
    private const int MaxMebibytes = 1 << 14;
    private const int MaxMebibytesOfAll = 1 << 20;

    public required CodePolicy Policy { get; init; }

    /// <summary>Keys that it trusts, from a file; empty for those of the environment.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    public required bool IsForced { get; init; }

    /// <summary>Where packages are kept, or null for the engine's default.</summary>
    public required string? Folder { get; init; }

    public required int MaxPackageMebibytes { get; init; }

    public required int MaxPackages { get; init; }

    public required int MaxClientMebibytes { get; init; }

    public required int MaxClientPackages { get; init; }

    public required int MaxFolderMebibytes { get; init; }

    public required bool Unloads { get; init; }

    public static CodeSettings Read(SettingLayers layers, SettingParser parser) => new()
    {
        Policy = parser.Choice(SiloOptions.Code, CodePolicy.Deployed),
        Keys = KeysIn(layers.Find(SiloOptions.CodeKeyFile), parser.Errors),
        IsForced = parser.Flag(SiloOptions.CodeForce),
        Folder = parser.Text(SiloOptions.CodeFolder),
        MaxPackageMebibytes = parser.Number(SiloOptions.CodeMaxPackage, 1, MaxMebibytes, (int)(PoolSiloOptions.DefaultMaxPackageBytes >> 20)),
        MaxPackages = parser.Number(SiloOptions.CodeMaxPackages, 1, PoolSiloOptions.MaxMaxPackages, PoolSiloOptions.DefaultMaxPackages),
        MaxClientMebibytes = parser.Number(SiloOptions.CodeMaxClient, 1, MaxMebibytesOfAll, (int)(PoolSiloOptions.DefaultMaxClientCodeBytes >> 20)),
        MaxClientPackages = parser.Number(SiloOptions.CodeMaxClientPackages, 1, PoolSiloOptions.MaxMaxPackages, PoolSiloOptions.DefaultMaxClientPackages),
        MaxFolderMebibytes = parser.Number(SiloOptions.CodeMaxFolder, 1, MaxMebibytesOfAll, (int)(PoolSiloOptions.DefaultMaxCodeFolderBytes >> 20)),
        Unloads = parser.Flag(SiloOptions.CodeUnload),
    };

    public void Apply(PoolSiloOptions options, IEnumerable<Assembly> functions)
    {
        options.Code = Policy;
        options.AllowAnyCodeBeyondLoopback = IsForced;
        options.CodeFolder = Folder;
        options.MaxPackageBytes = (long)MaxPackageMebibytes << 20;
        options.MaxPackages = MaxPackages;
        options.MaxClientCodeBytes = (long)MaxClientMebibytes << 20;
        options.MaxClientPackages = MaxClientPackages;
        options.MaxCodeFolderBytes = (long)MaxFolderMebibytes << 20;
        options.UnloadPackages = Unloads;
        foreach (string key in Keys)
        {
            options.CodeKeys.Add(key);
        }

        foreach (Assembly assembly in functions)
        {
            options.Functions.Add(assembly);
        }
    }

    private static IReadOnlyList<string> KeysIn(SettingValue? file, List<string> errors)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            string text = File.ReadAllText(file.Text);
            if (PoolSiloOptions.IsPem(text))
            {
                return [text];
            }

            string[] lines = [.. text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0 && !line.StartsWith('#'))];
            if (lines.Length == 0)
            {
                errors.Add($"{file.Source} {file.Text} has no key. Write one in each line: openssl rand -base64 32");
            }
            else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.Text) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            {
                errors.Add($"{file.Source} {file.Text} can be read by everybody on this machine. Run: chmod 600 {file.Text}");
            }

            return lines;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{file.Source} {file.Text} cannot be read: {error.Message}");
            return [];
        }
    }
}
