using System.Net;

namespace OrleansPool.Hosting;

/// <summary>Reads a list of gateways such as <c>silo1:30000,10.0.0.7:30000</c>.</summary>
internal static class GatewayList
{
    public static async Task<IPEndPoint[]> ParseAsync(string gateways, CancellationToken cancellationToken)
    {
        List<IPEndPoint> endpoints = [];
        foreach (string gateway in gateways.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = gateway.LastIndexOf(':');
            if (colon <= 0 || !ushort.TryParse(gateway.AsSpan(colon + 1), out ushort port) || port == 0)
            {
                throw new ArgumentException($"'{gateway}' is not a gateway. Write host:port, for example localhost:30000.", nameof(gateways));
            }

            foreach (IPAddress address in await AddressesAsync(gateway[..colon].Trim('[', ']'), cancellationToken).ConfigureAwait(false))
            {
                endpoints.Add(new IPEndPoint(address, port));
            }
        }

        return endpoints.Count > 0
            ? [.. endpoints]
            : throw new ArgumentException($"'{gateways}' has no gateway. Write host:port, for example localhost:30000.", nameof(gateways));
    }

    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return [address];
        }

        try
        {
            // Silos listen on IPv4 unless told otherwise, so those addresses come first.
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return [.. addresses.OrderBy(found => found.AddressFamily)];
        }
        catch (System.Net.Sockets.SocketException error)
        {
            throw new ArgumentException($"The gateway host '{host}' is not known: {error.Message}. Check the name, or write its address.", nameof(host), error);
        }
    }
}
