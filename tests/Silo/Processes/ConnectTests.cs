using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using OrleansPool.Processes;

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
    public async Task ConnectAsync_ToAddressesThatSwallowIt_EndsWithinTheTimePromised()
    {
        using var one = new BlackHole();
        using var other = new BlackHole();
        using TcpListener mute = Silos.Listen();
        string silent = $"127.0.0.1:{Silos.PortOf(mute)}";
        await using SiloProcess silo = Silos.New();
        await silo.StartAsync();
        string siloPort = $"127.0.0.1:{silo.SiloPort}";

        await Task.WhenAll(
            IsSwallowedAsync(one.Address, $"{one.Address} does not answer: check the address, and what is between here and there."),
            IsSwallowedAsync($"{one.Address},{other.Address}", $"{other.Address} does not answer"),
            IsSwallowedAsync($"{one.Address},{silent}", $"{silent} does not serve clients of cluster"),

            // It takes the connection, and then says nothing more.
            IsSwallowedAsync($"{siloPort},{one.Address}", $"{siloPort} is the port of a silo for other silos"),
            IsSwallowedAsync($"{siloPort},{silent}", $"{siloPort} is the port of a silo for other silos"));

        // One that is right is enough, however many there are that are not.
        foreach (string gateways in new[] { $"{one.Address},{other.Address},{silo.Gateway}", $"{silent},{siloPort},{one.Address},{silo.Gateway}" })
        {
            var clock = FairClock.StartNew();
            await using Pool pool = await Pool.ConnectAsync(gateways).Bounded();
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
            Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        }
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task ConnectAsync_OfAClientThatIsOlderOrNewer_EndsWithBothVersions(int newer)
    {
        await using SiloProcess silo = Silos.New();
        await silo.StartAsync();
        int own = new PoolOptions().MessageVersion;

        var clock = FairClock.StartNew();
        var error = await Assert.ThrowsAsync<PoolVersionMismatchException>(
            () => Pool.ConnectAsync(silo.Gateway, options => options.MessageVersion = own + newer)).Bounded();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
        Assert.Equal(
            $"The cluster speaks version {own} of OrleansPool's messages, this client {own + newer}. Use the same version of the packages on both sides.",
            error.Message);

        // The silo is none the worse for it.
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_ByANameOfManyGateways_UsesAllAndFollowsThem()
    {
        // One port on several addresses of this machine, as the pods of a service have. The first silo is not of the service, and stays.
        int port = FreePorts.Next();
        await using SiloProcess first = Silos.New();
        await first.StartAsync();
        await using SiloProcess one = Silos.NewAt("127.0.0.2", port, "--primary", $"127.0.0.1:{first.SiloPort}");
        await using SiloProcess other = Silos.NewAt("127.0.0.3", port, "--primary", $"127.0.0.1:{first.SiloPort}");
        await one.StartAsync();
        string[] addresses = ["127.0.0.9", one.Host.Address];
        await using Pool pool = await Pool.ConnectAsync($"service:{port}", ResolveAsync, null, CancellationToken.None).Bounded();
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());

        await other.StartAsync();
        Volatile.Write(ref addresses, [other.Host.Address]);
        one.Process.Terminate();
        Assert.Equal(0, await one.Process.Ended.Bounded());
        int[] results = await pool.MapAsync(x => Math.Abs(x), new[] { -1, -2, -3 }).Bounded();
        Assert.Equal([1, 2, 3], results);

        Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IPAddress[]>([.. Volatile.Read(ref addresses).Select(IPAddress.Parse)]);
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

    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_ByAStoreThatIsNotThere_OrDoesNotAnswer_SaysSo()
    {
        using TcpListener mute = Silos.Listen();
        await Task.WhenAll(
            FailsByAsync($"127.0.0.1:{FreePorts.Next()}", "It was not possible to connect to the redis server"),
            FailsByAsync($"127.0.0.1:{Silos.PortOf(mute)}", "Check the client's configuration, and that silos of this cluster run."));
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

    private static async Task FailsByAsync(string redis, string message)
    {
        var clock = FairClock.StartNew();
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(
            () => Pool.ConnectAsync(client => client.UseRedisClustering(redis))).Bounded();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("canceled", error.Message);
    }

    private static Task IsSwallowedAsync(string gateways, string message) => FailsAsync(gateways, "orleanspool", message);

    private static async Task FailsAsync(string gateways, string clusterId, string message)
    {
        var clock = FairClock.StartNew();
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(() => Pool.ConnectAsync(gateways, options => options.ClusterId = clusterId)).Bounded();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Bound.Answer);
        Assert.Contains(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
