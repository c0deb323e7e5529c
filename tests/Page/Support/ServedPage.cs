using System.Net;
using System.Net.Http.Headers;
using OrleansPool.Silo.Page;

namespace OrleansPool.PageTests.Support;

/// <summary>A page that is served, over a source of the test's.</summary>
internal sealed class ServedPage : IAsyncDisposable
{
    public const string Token = "a token for tests of the page";

    private readonly PageServer _server;

    private ServedPage(PageServer server) => _server = server;

    public string Address => _server.Address!.TrimEnd('/');

    public static async Task<ServedPage> StartAsync(IPageSource source)
    {
        var server = new PageServer(source, new IPEndPoint(IPAddress.Loopback, 0), new PageToken(Token), TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
        return new ServedPage(server);
    }

    /// <summary>A client that is no browser.</summary>
    public HttpClient Client(string? token = Token)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address), Timeout = Bound.Limit };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
    }
}
