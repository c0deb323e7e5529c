using System.Net;
using System.Net.Sockets;

namespace OrleansPool.SiloTests.Processes;

/// <summary>
/// An address that neither refuses a connection nor takes it, as behind a firewall that drops: a listener whose queue is full, for whom the system drops
/// every further try.
/// </summary>
internal sealed class BlackHole : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _waiting = [];

    public BlackHole()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(0);
        while (IsTaken())
        {
        }
    }

    public string Address => $"{_listener.LocalEndPoint}";

    public void Dispose()
    {
        _waiting.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }

    private bool IsTaken()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _waiting.Add(socket);
        socket.Blocking = false;
        try
        {
            socket.Connect(_listener.LocalEndPoint!);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // The system answers at once, or never.
            return socket.Poll(Patience, SelectMode.SelectWrite);
        }
    }
}
