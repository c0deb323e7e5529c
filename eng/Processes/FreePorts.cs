using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OrleansPool.Processes;

/// <summary>Ports of loopback that nobody listens on. One is never given out twice.</summary>
internal static class FreePorts
{
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }
}
