namespace OrleansPool.Processes;

/// <summary>A store of our own on a free port. What it has answered for is in a folder.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private readonly IStoreProgram _program;
    private readonly StoreEndpoint _endpoint;
    private readonly DirectoryInfo _folder;
    private ChildProcess _process;

    private StoreProcess(IStoreProgram program, StoreEndpoint endpoint, DirectoryInfo folder, ChildProcess process)
    {
        _program = program;
        _endpoint = endpoint;
        _folder = folder;
        _process = process;
    }

    public string Address => _endpoint.ToString();

    /// <summary>The options that silos are given.</summary>
    public string[] SiloArguments => _program.SiloArguments(_endpoint);

    public static async Task<StoreProcess> StartAsync(StoreKind kind, string address)
    {
        IStoreProgram program = ProgramOf(kind);
        var endpoint = new StoreEndpoint(address, FreePorts.Next());
        DirectoryInfo folder = Directory.CreateTempSubdirectory("orleanspool-store-");
        return new StoreProcess(program, endpoint, folder, await program.StartAsync(endpoint, folder).ConfigureAwait(false));
    }

    /// <summary>Has a client find the silos in it.</summary>
    public void Tell(IClientBuilder client) => _program.Tell(client, _endpoint);

    /// <summary>The store is killed: nothing listens at its address.</summary>
    public ValueTask StopAsync() => _process.DisposeAsync();

    /// <summary>Another process takes its place, with what was in it.</summary>
    public async Task RestartAsync() => _process = await _program.StartAsync(_endpoint, _folder).ConfigureAwait(false);

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

    private static IStoreProgram ProgramOf(StoreKind kind) => kind switch
    {
        StoreKind.Garnet or StoreKind.Redis => new RedisProgram(kind),
        StoreKind.PostgreSql => new PostgreSqlProgram(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no process of its own."),
    };
}
