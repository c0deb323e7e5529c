using Microsoft.Extensions.Hosting;

namespace OrleansPool.Processes;

/// <summary>garnet-server or redis-server. They write each change to the folder before they answer, as the deploy files' store does.</summary>
internal sealed class RedisProgram(StoreKind kind) : IStoreProgram
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    public async Task<ChildProcess> StartAsync(StoreEndpoint endpoint, DirectoryInfo folder)
    {
        string[] listen = ["--bind", endpoint.Address, "--port", $"{endpoint.Port}"];
        ChildProcess process = kind == StoreKind.Garnet
            ? ChildProcess.Start("garnet-server", "dotnet", [Built.Garnet, .. listen, .. Garnet(folder)])
            : ChildProcess.Start("redis-server", "redis-server", [.. listen, .. Redis(folder)]);
        await process.WaitForLineAsync("Ready to accept connections", StartPatience).ConfigureAwait(false);
        return process;
    }

    public string[] SiloArguments(StoreEndpoint endpoint) => ["--cluster", "redis", "--redis", $"{endpoint}"];

    public void Tell(IClientBuilder client, StoreEndpoint endpoint) => client.UseRedisClustering($"{endpoint}");

    /// <summary>With its log of changes; its own device for it needs a library that a machine may not have.</summary>
    private static string[] Garnet(DirectoryInfo folder) =>
    [
        "--lua", "--memory", "64m", "--index", "1m", "--page", "1m",
        "--aof", "--aof-commit-wait", "--aof-memory", "8m", "--aof-page-size", "2m",
        "--recover", "--checkpointdir", folder.FullName, "--device-type", "RandomAccess",
    ];

    private static string[] Redis(DirectoryInfo folder) =>
        ["--protected-mode", "no", "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--dir", folder.FullName];
}
