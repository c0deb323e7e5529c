using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace OrleansPool.Cli.Doctor;

/// <summary>What this machine and this program are.</summary>
internal static class VersionCheck
{
    private const string Name = "versions";

    /// <summary>The version of this program, and of the library in it.</summary>
    public static string Own { get; } = VersionOf(typeof(Pool).Assembly);

    public static IEnumerable<Finding> Look()
    {
        string cores = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture);
        yield return new(
            Name,
            FindingState.Ok,
            $"OrleansPool {Own}, Orleans {VersionOf(typeof(IClusterClient).Assembly)}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}, {cores} cores.");
    }

    private static string VersionOf(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "?").Split('+', ' ')[0].TrimEnd('.');
}
