using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansPool.Hosting;

namespace OrleansPool.UnitTests.Hosting;

/// <summary>A name that stands for many gateways, which come and go.</summary>
public sealed class NamedGatewaysTests
{
    private IPAddress[]? _addresses = [IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")];
    private int _asked;

    [Fact]
    public async Task GetGateways_GivesAllAddressesOfAName_AsTheyAreNow()
    {
        NamedGateways gateways = await NewAsync();
        Assert.Equal(["10.0.0.1:30000", "10.0.0.2:30000"], await HostsAsync(gateways));
        Assert.Equal(1, _asked);

        _addresses = [IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.9")];
        Assert.Equal(["10.0.0.2:30000", "10.0.0.9:30000"], await HostsAsync(gateways));
    }

    [Fact]
    public async Task GetGateways_WhileTheNameIsNotKnown_GivesTheLast()
    {
        NamedGateways gateways = await NewAsync();
        _addresses = null;
        await HostsAsync(gateways);
        Assert.Equal(["10.0.0.1:30000", "10.0.0.2:30000"], await HostsAsync(gateways));

        _addresses = [IPAddress.Parse("10.0.0.9")];
        Assert.Equal(["10.0.0.9:30000"], await HostsAsync(gateways));
    }

    private async Task<NamedGateways> NewAsync() =>
        new(await ReadAsync(CancellationToken.None), ReadAsync, TimeSpan.FromSeconds(10), NullLogger<NamedGateways>.Instance);

    private Task<GatewayList> ReadAsync(CancellationToken cancellationToken) =>
        GatewayList.ReadAsync("service:30000", ResolveAsync, TimeSpan.FromSeconds(5), cancellationToken);

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        _asked++;
        return _addresses is { } addresses ? Task.FromResult(addresses) : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
    }

    private static async Task<string[]> HostsAsync(NamedGateways gateways) =>
        [.. (await gateways.GetGateways()).Select(uri => $"{uri.Host}:{uri.Port}")];
}
