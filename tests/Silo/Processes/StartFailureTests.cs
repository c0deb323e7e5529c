using System.Net.Sockets;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Processes;

/// <summary>What keeps a silo from starting is told in one line, and by the exit code.</summary>
public sealed class StartFailureTests : IDisposable
{
    // So that each is timed beside few others: those that wait for 10 s come first.
    private readonly SemaphoreSlim _places = new(4);

    public void Dispose() => _places.Dispose();

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ThatCannotStart_EndsWithOneLine()
    {
        using TcpListener other = Silos.Listen();
        using TcpListener mute = Silos.Listen();
        int noLua = FreePorts.Next();
        await using ChildProcess garnet = ChildProcess.Start(
            "garnet-server without Lua",
            "dotnet",
            [Built.Garnet, "--bind", "127.0.0.1", "--port", $"{noLua}", "--memory", "64m", "--index", "1m"]);
        await garnet.WaitForLineAsync("Ready to accept connections", Bound.Limit);
        await using SiloProcess silo = Silos.New("--cluster-id", "another");
        await silo.StartAsync();
        using var incomplete = new TemporaryFolder(typeof(StartFailureTests).Assembly.Location);
        int free = FreePorts.Next();

        await Task.WhenAll(
            FailsAsync(1, $"The primary 127.0.0.1:{free} did not answer within 10 s: ", "--primary", $"127.0.0.1:{free}"),
            FailsAsync(1, $"Redis at 127.0.0.1:{Silos.PortOf(mute)} cannot be reached", "--cluster", "redis", "--redis", $"127.0.0.1:{Silos.PortOf(mute)}"),
            FailsAsync(1, "The database cannot be reached: ", "--cluster", "adonet", "--connection-string", $"Host=127.0.0.1;Port={Silos.PortOf(mute)};Username=pool"),
            FailsAsync(1, $"The primary 127.0.0.1:{Silos.PortOf(mute)} did not answer within 10 s: ", "--primary", $"127.0.0.1:{Silos.PortOf(mute)}"),
            FailsAsync(1, $"The primary 127.0.0.1:{silo.GatewayPort} did not answer within 10 s: ", "--primary", $"127.0.0.1:{silo.GatewayPort}", "--cluster-id", "another"),
            FailsAsync(1, $"--gateway-port: port {Silos.PortOf(other)} is in use on 127.0.0.1.", "--gateway-port", $"{Silos.PortOf(other)}"),
            FailsAsync(1, $"--health-port: port {Silos.PortOf(other)} is in use", "--health-port", $"{Silos.PortOf(other)}"),
            FailsAsync(1, $"Redis at 127.0.0.1:{free} cannot be reached", "--cluster", "redis", "--redis", $"127.0.0.1:{free}"),
            FailsAsync(1, "The database cannot be reached: Connection refused.", "--cluster", "adonet", "--connection-string", $"Host=127.0.0.1;Port={free};Username=pool"),
            FailsAsync(1, "Garnet must be started with --lua.", "--cluster", "redis", "--redis", $"127.0.0.1:{noLua}"),
            FailsAsync(1, "--cluster-id", "--primary", $"127.0.0.1:{silo.SiloPort}"),
            FailsAsync(1, "--advertise: the host 'nowhere.invalid' is not known", "--advertise", "nowhere.invalid"),
            FailsAsync(1, "The functions need ", "--functions", incomplete.Path),
            FailsAsync(2, "the value must have 1 to", "--labels", "gpu="),
            FailsAsync(2, "there is no key", "--code", "signed"),
            FailsAsync(2, "loopback", "--code", "any", "--listen", "0.0.0.0"),
            FailsAsync(2, "--functions nowhere.dll does not exist.", "--functions", "nowhere.dll"),
            FailsAsync(2, "Unrecognized command or argument '--worker'.", "--worker", "3"));
    }

    private async Task FailsAsync(int exitCode, string message, params string[] arguments)
    {
        await _places.WaitAsync();
        try
        {
            var clock = FairClock.StartNew();
            await using ChildProcess silo = Silos.Start(arguments);
            Assert.Equal(exitCode, await silo.Ended.Bounded());
            Assert.Contains(message, Assert.Single(silo.Log.Lines));
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
        }
        finally
        {
            _places.Release();
        }
    }
}
