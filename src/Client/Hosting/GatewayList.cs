using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansPool.Hosting;

/// <summary>Gateways as given in a list such as <c>silo1:30000,10.0.0.7:30000</c>, with the addresses of their hosts.</summary>
/// <param name="Endpoints">Where to connect; at least one.</param>
/// <param name="Unknown">A sentence for each host that is passed over, since it has no address.</param>
internal sealed record GatewayList(IPEndPoint[] Endpoints, string[] Unknown)
{
    /// <summary>Reads the list and asks for the addresses of all hosts at the same time.</summary>
    /// <param name="gateways">The list.</param>
    /// <param name="resolve">Finds the addresses of a host.</param>
    /// <param name="patience">How long that may take. Hosts whose addresses are not known by then are passed over.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">A gateway is not of the form <c>host:port</c>, or none of the hosts has an address.</exception>
    public static async Task<GatewayList> ReadAsync(
        string gateways,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        (string Host, int Port)[] named = [.. gateways.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        if (named.Length == 0)
        {
            throw new ArgumentException($"'{gateways}' has no gateway. Write host:port, for example localhost:30000.", nameof(gateways));
        }

        HostAddresses[] found = await Task.WhenAll(named.Select(gateway => FindAsync(gateway.Host, resolve, patience, cancellationToken))).ConfigureAwait(false);
        IPEndPoint[] endpoints = [.. found.Zip(named).SelectMany(each => each.First.Addresses.Select(address => new IPEndPoint(address, each.Second.Port)))];
        string[] unknown = [.. found.Where(host => host.Addresses.Length == 0).Select(host => host.Error).Distinct()];
        return endpoints.Length > 0
            ? new GatewayList(endpoints, unknown)
            : throw new ArgumentException($"{string.Join(' ', unknown)} Check the names, or write addresses.", nameof(gateways));
    }

    /// <summary>A list for each gateway, in an order by chance.</summary>
    public IEnumerable<GatewayList> Alone()
    {
        IPEndPoint[] endpoints = [.. Endpoints];
        Random.Shared.Shuffle(endpoints);
        return endpoints.Select(static endpoint => new GatewayList([endpoint], []));
    }

    private static (string Host, int Port) Parse(string gateway)
    {
        int colon = gateway.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(gateway.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0
            ? (gateway[..colon].Trim('[', ']'), port)
            : throw new ArgumentException($"'{gateway}' is not a gateway. Write host:port, for example localhost:30000.", nameof(gateway));
    }

    private static async Task<HostAddresses> FindAsync(
        string host,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return new HostAddresses([address], string.Empty);
        }

        try
        {
            // The system's own look-up does not always end when it is told to: it is left alone then.
            IPAddress[] addresses = await resolve(host, cancellationToken).WaitAsync(patience, cancellationToken).ConfigureAwait(false);

            // Silos listen on IPv4 unless told otherwise, so those addresses come first.
            return new HostAddresses([.. addresses.OrderBy(found => found.AddressFamily)], $"The gateway host '{host}' has no address.");
        }
        catch (TimeoutException)
        {
            return new HostAddresses([], $"The address of the gateway host '{host}' was not found within {patience.TotalSeconds:0.#} s.");
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            return new HostAddresses([], $"The gateway host '{host}' is not known: {error.Message.ReplaceLineEndings(" ").TrimEnd('.')}.");
        }
    }
}
