namespace OrleansPool.Processes;

/// <summary>A store of our own on a free port. It writes each change to a folder before it answers, as the deploy files' store does.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly StoreKind _kind;
    private readonly DirectoryInfo _folder;
    private ChildProcess _process;

    private StoreProcess(StoreKind kind, ChildProcess process, string address, DirectoryInfo folder)
    {
        _kind = kind;
        _process = process;
        _folder = folder;
        Address = address;
    }

    public string Address { get; }

    public static async Task<StoreProcess> StartAsync(StoreKind kind, string address)
    {
        string endpoint = $"{address}:{FreePorts.Next()}";
        DirectoryInfo folder = Directory.CreateTempSubdirectory("orleanspool-store-");
        return new StoreProcess(kind, await StartProcessAsync(kind, endpoint, folder).ConfigureAwait(false), endpoint, folder);
    }

    /// <summary>The store is killed: nothing listens at its address.</summary>
    public ValueTask StopAsync() => _process.DisposeAsync();

    /// <summary>Another process takes its place, with what was in it.</summary>
    public async Task RestartAsync() => _process = await StartProcessAsync(_kind, Address, _folder).ConfigureAwait(false);

    /// <summary>The store is killed, and another takes its place, which has nothing of what was in it.</summary>
    public async Task ReplaceAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
        _folder.Create();
        await RestartAsync().ConfigureAwait(false);
    }

    /// <summary>The store answers nobody until it is continued.</summary>
    public void Freeze() => _process.Freeze();

    public void Continue() => _process.Continue();

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _folder.Delete(recursive: true);
    }

    /// <summary>Garnet's log of changes; its own device for it needs a library that a machine may not have.</summary>
    private static string[] Kept(DirectoryInfo folder) =>
        ["--aof", "--aof-commit-wait", "--aof-memory", "8m", "--aof-page-size", "2m", "--recover", "--checkpointdir", folder.FullName, "--device-type", "RandomAccess"];

    private static async Task<ChildProcess> StartProcessAsync(StoreKind kind, string endpoint, DirectoryInfo folder)
    {
        (string address, string port) = endpoint.Split(':') is [var host, var number] ? (host, number) : throw new ArgumentException(endpoint, nameof(endpoint));
        string[] garnet = ["--lua", "--memory", "64m", "--index", "1m", "--page", "1m", .. Kept(folder)];
        string[] redis = ["--protected-mode", "no", "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--dir", folder.FullName];
        ChildProcess process = kind == StoreKind.Garnet
            ? ChildProcess.Start("garnet-server", "dotnet", [Built.Garnet, "--bind", address, "--port", port, .. garnet])
            : ChildProcess.Start("redis-server", "redis-server", ["--bind", address, "--port", port, .. redis]);
        await process.WaitForLineAsync("Ready to accept connections", StartPatience).ConfigureAwait(false);
        return process;
    }
}
