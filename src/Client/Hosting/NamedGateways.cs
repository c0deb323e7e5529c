using System.Net;
using Microsoft.Extensions.Logging;
using Orleans.Messaging;

namespace OrleansPool.Hosting;

/// <summary>
/// The gateways of a list in which a name may stand for many: the addresses of all names, asked for again whenever Orleans looks for gateways. It does so
/// every few seconds, and when none is left that works. While no name has an address, the last ones stay.
/// </summary>
internal sealed partial class NamedGateways(
    GatewayList first,
    Func<CancellationToken, Task<GatewayList>> read,
    TimeSpan period,
    ILogger<NamedGateways> logger) : IGatewayListProvider
{
    private GatewayList? _next = first;
    private IPEndPoint[] _last = first.Endpoints;

    public TimeSpan MaxStaleness => period;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways()
    {
        try
        {
            // The first time they were just asked for.
            GatewayList found = Interlocked.Exchange(ref _next, null) ?? await read(CancellationToken.None).ConfigureAwait(false);
            Volatile.Write(ref _last, found.Endpoints);
        }
        catch (ArgumentException error)
        {
            LogNoneKnown(error.Message);
        }

        return [.. Volatile.Read(ref _last).Select(endpoint => SiloAddress.New(endpoint, 0).ToGatewayUri())];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last known gateways are used further: {Reason}")]
    private partial void LogNoneKnown(string reason);
}
