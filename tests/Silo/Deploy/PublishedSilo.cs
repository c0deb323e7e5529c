using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The silo as the Dockerfile publishes it, of what is built already.</summary>
public sealed class PublishedSilo : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-silo-");

    public string Folder => _folder.FullName;

    public async Task InitializeAsync()
    {
        const string Prefix = "dotnet publish ";
        string command = DockerImage.Instructions.Single(line => line.Name == "RUN" && line.Value.StartsWith(Prefix, StringComparison.Ordinal)).Value;
        string configuration = Directory.GetParent(Path.GetDirectoryName(Built.Silo)!)!.Name;
        await using ChildProcess publish = ChildProcess.Start(
            command,
            "dotnet",
            [
                .. command["dotnet ".Length..].Split(' ').Select(word => word switch
                {
                    "src/Silo" => Repository.File(word),
                    "Release" => configuration,
                    "/app" => Folder,
                    _ => word,
                }),
                "--no-build",
            ],
            new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" });
        Assert.True(await publish.Ended.Bounded() == 0, publish.Written());
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}
