using System.Net;
using System.Net.Sockets;

namespace OrleansPool.FaultFunctions;

/// <summary>
/// Functions that tell the test of their start and wait until it lets them go. They are in another process than the test, so they do it
/// over a connection; one to a gate that is gone is no reason to wait.
/// </summary>
public static class Held
{
    public static Ran Pass(HeldItem item)
    {
        Knock(item.Index, item.Port);
        return Ran.Now(item.Index);
    }

    /// <summary>Only tells, and goes on.</summary>
    public static Ran Note(HeldItem item)
    {
        Knock(item.Index, item.Port, waits: false);
        return Ran.Now(item.Index);
    }

    /// <summary>As <see cref="Pass"/>, but on the silo with that port it does not wait.</summary>
    public static Ran PassUnlessAt((HeldItem Item, int SiloPort) input)
    {
        bool waits = !PoolContext.Current.Silo.Contains($":{input.SiloPort}@", StringComparison.Ordinal);
        Knock(input.Item.Index, input.Item.Port, waits);
        if (!waits)
        {
            // Else it could be done with all before the others have one.
            Thread.Sleep(50);
        }

        return Ran.Now(input.Item.Index);
    }

    /// <summary>As <see cref="Pass"/>, but it waits on the silo with that port only.</summary>
    public static Ran PassOnlyAt((HeldItem Item, int SiloPort) input)
    {
        Knock(input.Item.Index, input.Item.Port, PoolContext.Current.Silo.Contains($":{input.SiloPort}@", StringComparison.Ordinal));
        return Ran.Now(input.Item.Index);
    }

    /// <summary>As <see cref="Pass"/>, with a result as large as the argument.</summary>
    public static byte[] Echo(HeldItem item)
    {
        Knock(item.Index, item.Port);
        return item.Load ?? [];
    }

    private static void Knock(int index, int port, bool waits = true)
    {
        try
        {
            using var connection = new TcpClient();
            connection.Connect(IPAddress.Loopback, port);
            using NetworkStream stream = connection.GetStream();
            using var writer = new StreamWriter(stream) { AutoFlush = true };
            writer.WriteLine($"{index} {PoolContext.Current.Attempt} {Environment.ProcessId} {PoolContext.Current.Silo}");
            if (waits)
            {
                // The test answers with the end of the stream.
                stream.ReadByte();
            }
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return;
        }
    }
}
