using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using OrleansPool.Silo.CommandLine;
using OrleansPool.Silo.Settings;

namespace OrleansPool.Silo.Hosting;

/// <summary>The addresses of a silo: what it listens on, what others are told, where its cluster's first silo is.</summary>
/// <param name="Advertised">What others are told.</param>
/// <param name="Listening">What its ports are bound to.</param>
/// <param name="Primary">The first silo with <c>--cluster localhost</c>.</param>
internal sealed record Endpoints(IPAddress Advertised, IPAddress Listening, IPEndPoint Primary)
{
    /// <exception cref="StartException">A host is not known, or a port is in use.</exception>
    public static async Task<Endpoints> FindAsync(SiloSettings settings, CancellationToken cancellationToken)
    {
        IPAddress advertised = settings.Advertise is { } host
            ? await ResolveAsync(SiloOptions.Advertise, host, cancellationToken)
            : MachineAddress();
        IPAddress listening = settings.Listen ?? DefaultListening(advertised);
        CheckFree(SiloOptions.SiloPort, listening, settings.SiloPort);
        CheckFree(SiloOptions.GatewayPort, listening, settings.GatewayPort);
        if (settings.HealthPort > 0)
        {
            CheckFree(SiloOptions.HealthPort, settings.HealthListen, settings.HealthPort);
        }

        IPEndPoint primary = settings.Primary is { } first
            ? new IPEndPoint(await ResolveAsync(SiloOptions.Primary, first.Host, cancellationToken), first.Port)
            : new IPEndPoint(advertised, settings.SiloPort);
        return new Endpoints(advertised, listening, primary);
    }

    private static IPAddress DefaultListening(IPAddress advertised)
    {
        if (IPAddress.IsLoopback(advertised))
        {
            return advertised;
        }

        return advertised.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
    }

    private static async Task<IPAddress> ResolveAsync(SiloOption option, string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            return address;
        }

        try
        {
            // IPv4 first, as Orleans does.
            IPAddress[] found = await Dns.GetHostAddressesAsync(host, cancellationToken);
            return found.MinBy(each => each.AddressFamily) ?? throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException error)
        {
            throw new StartException($"--{option.Name}: the host '{host}' is not known ({error.Message}). Check the name, or write its address.", error);
        }
    }

    /// <summary>The lowest address of this machine that others can reach; loopback when it has none.</summary>
    private static IPAddress MachineAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        .OrderBy(address => address.ToString(), StringComparer.Ordinal)
        .FirstOrDefault(IPAddress.Loopback);

    private static void CheckFree(SiloOption option, IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
        }
        catch (SocketException error)
        {
            throw new StartException(
                error.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => $"--{option.Name}: port {port} is in use on {address}. Stop what listens there, or choose another port.",
                    SocketError.AddressNotAvailable => $"--{option.Name}: {address} is no address of this machine. Choose another with --listen or --health-listen.",
                    _ => $"--{option.Name}: cannot listen on {address}:{port}: {error.Message}.",
                },
                error);
        }
    }
}
