namespace OrleansPool.Processes;

/// <summary>A silo with its ports, through as many lives as it is given.</summary>
internal sealed class SiloProcess(
    SiloHost host,
    int siloPort,
    int gatewayPort,
    IReadOnlyList<string> arguments,
    IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    private const int StartAttempts = 3;

    /// <summary>The exit code of a silo that did not get so far as to join its cluster.</summary>
    private const int CouldNotStart = 1;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private ChildProcess? _process;

    public int SiloPort { get; } = siloPort;

    public int GatewayPort { get; } = gatewayPort;

    public SiloHost Host => host;

    public string Gateway => $"{host.Address}:{GatewayPort}";

    /// <summary>The present life, or the last.</summary>
    public ChildProcess Process => _process ?? throw new InvalidOperationException("The silo was not started.");

    public bool IsAlive => _process is { Ended.IsCompleted: false };

    /// <summary>How often it was started.</summary>
    public int Lives { get; private set; }

    /// <summary>
    /// Starts it and waits until it says that it is up. One that could not start is started again, as a supervisor would: on a busy machine the
    /// store may not answer in time.
    /// </summary>
    public async Task StartAsync()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await StartOnceAsync().ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException) when (attempt < StartAttempts && Process.Ended is { IsCompleted: true, Result: CouldNotStart })
            {
                continue;
            }
        }
    }

    /// <summary>Whether a silo's name, as functions and outcomes see it, is of this one in any life.</summary>
    public bool Is(string name) => name.Contains($":{SiloPort}@", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task StartOnceAsync()
    {
        Lives++;
        string[] command =
        [
            .. host.Launcher,
            "dotnet",
            Built.Silo,
            "--silo-port",
            $"{SiloPort}",
            "--gateway-port",
            $"{GatewayPort}",
            "--advertise",
            host.Address,
            .. arguments,
        ];
        _process = ChildProcess.Start($"The silo on port {SiloPort}", command[0], command.Skip(1), environment);
        await _process.WaitForLineAsync("is up", StartPatience).ConfigureAwait(false);
    }
}
