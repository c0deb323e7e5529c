using System.Net;
using System.Net.Sockets;
using OrleansPool.Hosting;

namespace OrleansPool.UnitTests.Hosting;

/// <summary>Lists of gateways: wrong ones are refused, hosts without an address are passed over while there is another.</summary>
public sealed class GatewayListTests
{
    private static readonly IPAddress V4 = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress V6 = IPAddress.Parse("fd00::1");

    [Fact]
    public async Task ReadAsync_Hosts_GivesTheirAddressesInOrder_IPv4First()
    {
        GatewayList list = await ReadAsync("both:1, 10.0.0.7:2,[::1]:3");

        Assert.Equal(["10.0.0.1:1", "[fd00::1]:1", "10.0.0.7:2", "[::1]:3"], list.Endpoints.Select(endpoint => endpoint.ToString()));
        Assert.Empty(list.Unknown);
    }

    [Fact]
    public async Task ReadAsync_OneHostUnknownOneSilentOneWithoutAddress_UsesTheOthersAndNamesThem()
    {
        GatewayList list = await ReadAsync("gone:1,silent:2,empty:3,both:4", TimeSpan.FromMilliseconds(50));

        Assert.Equal([new IPEndPoint(V4, 4), new IPEndPoint(V6, 4)], list.Endpoints);
        Assert.Equal(3, list.Unknown.Length);
        Assert.StartsWith("The gateway host 'gone' is not known: ", list.Unknown[0]);
        Assert.Equal("The gateway host 'empty' has no address.", list.Unknown[2]);
        Assert.StartsWith("The address of the gateway host 'silent' was not found within ", list.Unknown[1]);
    }

    [Fact]
    public async Task ReadAsync_NoHostKnown_NamesAll()
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync("gone:1,empty:2"));

        Assert.Contains("'gone'", error.Message);
        Assert.Contains("'empty'", error.Message);
    }

    [Theory]
    [InlineData("both")]
    [InlineData("both:0")]
    [InlineData("both:65536")]
    [InlineData("both:+1")]
    [InlineData(":1")]
    [InlineData(",")]
    public async Task ReadAsync_Wrong_IsRefused(string gateways) =>
        Assert.Contains("Write host:port", (await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(gateways))).Message);

    [Fact]
    public async Task ReadAsync_Cancelled_Ends()
    {
        using var cancelling = new CancellationTokenSource();
        Task<GatewayList> reading = GatewayList.ReadAsync("silent:1", ResolveAsync, TimeSpan.FromMinutes(1), cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static Task<GatewayList> ReadAsync(string gateways, TimeSpan? patience = null) =>
        GatewayList.ReadAsync(gateways, ResolveAsync, patience ?? TimeSpan.FromMinutes(1), CancellationToken.None);

    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => host switch
    {
        "both" => Task.FromResult<IPAddress[]>([V6, V4]),
        "empty" => Task.FromResult<IPAddress[]>([]),
        "silent" => new TaskCompletionSource<IPAddress[]>().Task,
        _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)),
    };
}
