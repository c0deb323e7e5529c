namespace OrleansPool.PackageTests;

/// <summary>The packages in a folder of their own, of a version that nothing has seen before, and a configuration of NuGet that has them as a source.</summary>
public sealed class PackedFixture : IAsyncLifetime
{
    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("orleanspool-package-tests-");

    internal string Version { get; } = $"0.0.1-test.{Guid.NewGuid():N}";

    internal string Packages => Path.Combine(Folder.FullName, "packages");

    /// <summary>Projects below this folder have the packages and what this machine has.</summary>
    internal string Work => Path.Combine(Folder.FullName, "work");

    public async Task InitializeAsync()
    {
        string here = Path.Combine(Dotnet.Metadata("Repository"), "tests", "Packages");
        await Dotnet.RunAsync(
            here,
            "msbuild",
            "Pack.targets",
            "-nologo",
            "-v:q",
            $"-p:Configuration={Dotnet.Metadata("Configuration")}",
            $"-p:PackageVersion={Version}",
            $"-p:PackageOutputPath={Packages}/");

        // Ours go into a folder that is empty before; all others are taken from where they are.
        Directory.CreateDirectory(Work);
        await File.WriteAllTextAsync(Path.Combine(Work, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(Folder.FullName, "installed")}" />
              </config>
              <packageSources>
                <add key="packed" value="{Packages}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="machine" value="{Dotnet.Metadata("Packages")}" />
              </fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The folder with the tool, which is installed for the first that asks.</summary>
    internal async Task<string> ToolsAsync()
    {
        string tools = Path.Combine(Folder.FullName, "tools");
        if (!Directory.Exists(tools))
        {
            await Dotnet.RunAsync(Work, "tool", "install", "OrleansPool.Cli", "--version", Version, "--tool-path", tools);
        }

        return tools;
    }

    public Task DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
