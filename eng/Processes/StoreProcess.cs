namespace OrleansPool.Processes;

/// <summary>A store of our own on a free port. It keeps its data in memory.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly StoreKind _kind;
    private ChildProcess _process;

    private StoreProcess(StoreKind kind, ChildProcess process, string address)
    {
        _kind = kind;
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<StoreProcess> StartAsync(StoreKind kind, string address)
    {
        string endpoint = $"{address}:{FreePorts.Next()}";
        return new StoreProcess(kind, await StartProcessAsync(kind, endpoint).ConfigureAwait(false), endpoint);
    }

    /// <summary>The store is killed, and another takes its place, which has nothing of what was in it.</summary>
    public async Task ReplaceAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        _process = await StartProcessAsync(_kind, Address).ConfigureAwait(false);
    }

    /// <summary>The store answers nobody until it is continued.</summary>
    public void Freeze() => _process.Freeze();

    public void Continue() => _process.Continue();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<ChildProcess> StartProcessAsync(StoreKind kind, string endpoint)
    {
        (string address, string port) = endpoint.Split(':') is [var host, var number] ? (host, number) : throw new ArgumentException(endpoint, nameof(endpoint));
        ChildProcess process = kind == StoreKind.Garnet
            ? ChildProcess.Start("garnet-server", "dotnet", [Built.Garnet, "--bind", address, "--port", port, "--lua", "--memory", "64m", "--index", "1m"])
            : ChildProcess.Start("redis-server", "redis-server", ["--bind", address, "--protected-mode", "no", "--port", port, "--save", "", "--appendonly", "no"]);
        await process.WaitForLineAsync("Ready to accept connections", StartPatience).ConfigureAwait(false);
        return process;
    }
}
