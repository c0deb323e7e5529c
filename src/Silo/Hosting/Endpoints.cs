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
    /// <summary>How long the name of a host may take to be found; one that is not within seconds is not on this network.</summary>
    private static readonly TimeSpan ResolvePatience = TimeSpan.FromSeconds(5);

    /// <exception cref="StartException">A host is not known, or a port is in use.</exception>
    public static Task<Endpoints> FindAsync(SiloSettings settings, CancellationToken cancellationToken) =>
        FindAsync(settings, Dns.GetHostAddressesAsync, ResolvePatience, cancellationToken);

    /// <param name="settings">The silo's settings.</param>
    /// <param name="resolve">Finds the addresses of a host.</param>
    /// <param name="patience">How long that may take.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="StartException">A host is not known, or a port is in use.</exception>
    internal static async Task<Endpoints> FindAsync(
        SiloSettings settings,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        Endpoints found = await ResolveAsync(settings, resolve, patience, cancellationToken);
        foreach ((SiloOption option, IPAddress address, int port) in found.Ports(settings))
        {
            CheckFree(option, address, port);
        }

        return found;
    }

    /// <summary>Finds the addresses, whether the ports are free or not.</summary>
    /// <exception cref="StartException">A host is not known.</exception>
    internal static Task<Endpoints> ResolveAsync(SiloSettings settings, CancellationToken cancellationToken) =>
        ResolveAsync(settings, Dns.GetHostAddressesAsync, ResolvePatience, cancellationToken);

    /// <summary>What a silo with these settings listens on.</summary>
    internal IEnumerable<(SiloOption Option, IPAddress Address, int Port)> Ports(SiloSettings settings)
    {
        yield return (SiloOptions.SiloPort, Listening, settings.SiloPort);
        yield return (SiloOptions.GatewayPort, Listening, settings.GatewayPort);
        if (settings.HealthPort > 0)
        {
            yield return (SiloOptions.HealthPort, settings.HealthListen, settings.HealthPort);
        }

        if (settings.Page is { } page)
        {
            yield return (SiloOptions.PagePort, page.Listen, page.Port);
        }

        if (settings.Dashboard is { } dashboard)
        {
            yield return (SiloOptions.DashboardPort, dashboard.Listen, dashboard.Port);
        }
    }

    private static async Task<Endpoints> ResolveAsync(
        SiloSettings settings,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        IPAddress advertised = settings.Advertise is { } host
            ? await ResolveAsync(SiloOptions.Advertise, host)
            : MachineAddress();
        IPEndPoint primary = settings.Primary is { } first
            ? new IPEndPoint(await ResolveAsync(SiloOptions.Primary, first.Host), first.Port)
            : new IPEndPoint(advertised, settings.SiloPort);
        return new Endpoints(advertised, settings.Listen ?? DefaultListening(advertised), primary);

        async Task<IPAddress> ResolveAsync(SiloOption option, string name)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                return address;
            }

            try
            {
                // IPv4 first, as Orleans does. The token alone would not do: the system's resolver goes on until its own time is up.
                IPAddress[] found = await resolve(name, cancellationToken).WaitAsync(patience, cancellationToken);
                return found.MinBy(each => each.AddressFamily) ?? throw new SocketException((int)SocketError.HostNotFound);
            }
            catch (SocketException error)
            {
                throw new StartException($"--{option.Name}: the host '{name}' is not known ({error.Message}). Check the name, or write its address.", error);
            }
            catch (TimeoutException error)
            {
                throw new StartException(
                    $"--{option.Name}: nobody said within {patience.TotalSeconds:0.#} s what the address of '{name}' is. Check the machine's name servers, or write its address.",
                    error);
            }
        }
    }

    private static IPAddress DefaultListening(IPAddress advertised)
    {
        if (IPAddress.IsLoopback(advertised))
        {
            return advertised;
        }

        return advertised.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
    }

    /// <summary>The lowest address of this machine that others can reach; loopback when it has none.</summary>
    private static IPAddress MachineAddress() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        .OrderBy(address => address.ToString(), StringComparer.Ordinal)
        .FirstOrDefault(IPAddress.Loopback);

    /// <exception cref="StartException">Nothing can listen there.</exception>
    internal static void CheckFree(SiloOption option, IPAddress address, int port)
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
