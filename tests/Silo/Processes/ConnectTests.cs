using System.Diagnostics;
using System.Net.Sockets;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Support;

namespace OrleansPool.SiloTests.Processes;

/// <summary>Connecting to what is not there, or is something else.</summary>
public sealed class ConnectTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_ToWhatIsNoGatewayOfTheCluster_SaysWhatIsThere()
    {
        using TcpListener mute = Silos.Listen();
        await using SiloProcess silo = Silos.New();
        await silo.StartAsync();
        int free = FreePorts.Next();

        await Task.WhenAll(
            FailsAsync($"127.0.0.1:{free}", "orleanspool", $"127.0.0.1:{free} cannot be connected to (Connection refused)"),
            FailsAsync($"127.0.0.1:{Silos.PortOf(mute)}", "orleanspool", $"127.0.0.1:{Silos.PortOf(mute)} does not serve clients of cluster 'orleanspool'"),
            FailsAsync(silo.Gateway, "another", $"{silo.Gateway} does not serve clients of cluster 'another': its cluster has another id, see PoolOptions.ClusterId"),
            FailsAsync($"127.0.0.1:{silo.SiloPort}", "orleanspool", "is the port of a silo for other silos: use its gateway port"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_WhoseFirstGatewayIsDown_UsesTheOthers()
    {
        await using SiloProcess silo = Silos.New();
        await silo.StartAsync();

        await using Pool pool = await Pool.ConnectAsync($"127.0.0.1:{FreePorts.Next()},{silo.Gateway}").Bounded();
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseGatewayDies_GoesOnByAnother()
    {
        await using SiloProcess first = Silos.New();
        await first.StartAsync();
        await using SiloProcess second = Silos.New("--primary", $"127.0.0.1:{first.SiloPort}");
        await second.StartAsync();
        await using Pool pool = await Pool.ConnectAsync($"{second.Gateway},{first.Gateway}").Bounded();
        using var gate = new FileGate();
        MapResult<int> map = pool.MapAsync(FileGate.Pass, Enumerable.Repeat(gate.Path, 8));
        await gate.ReachedAsync().Bounded();

        second.Process.Kill();
        await second.Process.Ended.Bounded();
        gate.Open();
        Assert.Equal(Enumerable.Repeat(FileGate.Result, 8), await OpenUntilReadyAsync(map, gate).Bounded());
    }

    /// <summary>What runs again finds the gate closed once more.</summary>
    private static async Task<int[]> OpenUntilReadyAsync(MapResult<int> map, FileGate gate)
    {
        while (!await map.WaitAsync(TimeSpan.FromMilliseconds(50)))
        {
            gate.Open();
        }

        return await map;
    }

    private static async Task FailsAsync(string gateways, string clusterId, string message)
    {
        long started = Stopwatch.GetTimestamp();
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(() => Pool.ConnectAsync(gateways, options => options.ClusterId = clusterId)).Bounded();
        Assert.Contains(message, error.Message);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}
