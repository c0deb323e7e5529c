using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The silo as the Dockerfile makes it: of nothing but what it copies, by its own command line.</summary>
public sealed class PublishedSilo : IAsyncLifetime
{
    /// <summary>It compiles the silo, on cores that other tests use too.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-image-");

    public string Folder => Path.Combine(_folder.FullName, "app");

    private string Context => Path.Combine(_folder.FullName, "source");

    public async Task InitializeAsync()
    {
        foreach (string path in DockerImage.Copied)
        {
            Copy(Repository.File(path), Path.Combine(Context, path));
        }

        string[] command = DockerImage.Instructions.Single(line => line.Name == "RUN").Value.Split(' ');
        await using ChildProcess publish = ChildProcess.Start(
            "the Dockerfile's own command",
            command[0],
            [.. command[1..].Select(word => word switch
            {
                "src/Silo" => Path.Combine(Context, word),
                "/app" => Folder,
                _ => word,
            })],
            new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" });
        Assert.True(await publish.Ended.WaitAsync(Limit) == 0, publish.Written());
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>As Docker does with the file of what it is not sent.</summary>
    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (string inside in Directory.EnumerateFileSystemEntries(from).Where(path => Path.GetFileName(path) is not ("bin" or "obj")))
        {
            Copy(inside, Path.Combine(to, Path.GetFileName(inside)));
        }
    }
}
