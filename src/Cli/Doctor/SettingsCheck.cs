using Microsoft.Extensions.Configuration;
using OrleansPool.Silo.CommandLine;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Cli.Doctor;

/// <summary>Whether a silo could be started with what the environment and a file say.</summary>
internal static class SettingsCheck
{
    private const string Name = "silo settings";

    /// <param name="file">The file, or null for none.</param>
    /// <param name="findings">Gets what is found.</param>
    /// <returns>The settings, or null when they are wrong.</returns>
    public static SiloSettings? Look(string? file, List<Finding> findings)
    {
        Dictionary<SiloOption, string[]> given = file is null ? [] : new() { [SiloOptions.Config] = [file] };
        try
        {
            SiloSettings settings = SettingsReader.Read(SettingLayers.From(new ConfigurationBuilder().AddEnvironmentVariables().Build(), given));
            findings.Add(new(Name, FindingState.Ok, $"A silo can be started with them: cluster '{settings.ClusterId}', {settings.Cluster}, {settings.Workers} workers."));
            findings.AddRange(settings.Warnings.Select(warning => new Finding(Name, FindingState.Warning, warning)));
            return settings;
        }
        catch (SettingsException wrong)
        {
            findings.AddRange(wrong.Errors.Select(error => new Finding(Name, FindingState.Wrong, error)));
            return null;
        }
    }
}
