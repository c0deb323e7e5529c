using System.Net;
using System.Net.Sockets;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>Makes silo processes with the functions of this assembly.</summary>
internal static class Silos
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static SiloProcess New(params string[] arguments) => NewAt(SiloHost.Loopback.Address, FreePorts.Next(), arguments);

    public static SiloProcess NewWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        NewAt(SiloHost.Loopback.Address, FreePorts.Next(), environment, arguments);

    /// <summary>A silo at another of the machine's own addresses.</summary>
    public static SiloProcess NewAt(string address, int gatewayPort, params string[] arguments) => NewAt(address, gatewayPort, Nothing, arguments);

    private static SiloProcess NewAt(string address, int gatewayPort, IReadOnlyDictionary<string, string> environment, string[] arguments) => new(
        new SiloHost(address, []),
        FreePorts.Next(),
        gatewayPort,
        ["--functions", typeof(Silos).Assembly.Location, "--membership", "fast", .. arguments],
        environment);

    /// <summary>A silo that is not expected to come up.</summary>
    public static ChildProcess Start(params string[] arguments) => ChildProcess.Start(
        $"The silo {string.Join(' ', arguments)}",
        "dotnet",
        [Built.Silo, "--silo-port", $"{FreePorts.Next()}", .. arguments.Contains("--gateway-port") ? [] : (string[])["--gateway-port", $"{FreePorts.Next()}"], .. arguments]);

    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    public static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
