namespace OrleansPool.Processes;

/// <summary>A store of our own on a free port. It keeps its data in memory.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly ChildProcess _process;

    private StoreProcess(ChildProcess process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<StoreProcess> StartAsync(StoreKind kind, string address)
    {
        int port = FreePorts.Next();
        ChildProcess process = kind == StoreKind.Garnet
            ? ChildProcess.Start("garnet-server", "dotnet", [Built.Garnet, "--bind", address, "--port", $"{port}", "--lua", "--memory", "64m", "--index", "1m"])
            : ChildProcess.Start("redis-server", "redis-server", ["--bind", address, "--protected-mode", "no", "--port", $"{port}", "--save", "", "--appendonly", "no"]);
        await process.WaitForLineAsync("Ready to accept connections", StartPatience).ConfigureAwait(false);
        return new StoreProcess(process, $"{address}:{port}");
    }

    /// <summary>The store answers nobody until it is continued.</summary>
    public void Freeze() => _process.Freeze();

    public void Continue() => _process.Continue();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
