using System.Net.Sockets;

namespace OrleansPool.FaultFunctions;

/// <summary>
/// Functions that tell the test of their start and wait until it lets them go. They are in another process than the test, so they do it
/// over a connection; one to a gate that is gone is no reason to wait.
/// </summary>
public static class Held
{
    /// <summary>What an item takes that does not wait: else one silo could be done with all before the others have one.</summary>
    private const int Milliseconds = 50;

    public static Ran Pass(HeldItem item)
    {
        Knock(item);
        return Ran.Now(item.Index);
    }

    /// <summary>Only tells, and goes on.</summary>
    public static Ran Note(HeldItem item)
    {
        Knock(item, waits: false);
        return Ran.Now(item.Index);
    }

    /// <summary>As <see cref="Pass"/>, but on the silo with that port it does not wait.</summary>
    public static Ran PassUnlessAt((HeldItem Item, int SiloPort) input) => PassIf(input.Item, waits: !IsAt(input.SiloPort));

    /// <summary>As <see cref="Pass"/>, but it waits on the silo with that port only.</summary>
    public static Ran PassOnlyAt((HeldItem Item, int SiloPort) input) => PassIf(input.Item, waits: IsAt(input.SiloPort));

    /// <summary>As <see cref="Note"/>, but on the silo with that port it ends only when it is told to, and tells of that too.</summary>
    public static Ran NoteEndAt((HeldItem Item, int SiloPort) input)
    {
        CancellationToken end = PoolContext.Current.CancellationToken;
        Knock(input.Item, waits: false);
        if (IsAt(input.SiloPort))
        {
            end.WaitHandle.WaitOne();
            Knock(input.Item, waits: false);
            end.ThrowIfCancellationRequested();
        }

        return Ran.Now(input.Item.Index);
    }

    /// <summary>As <see cref="Pass"/>, with a result as large as the argument.</summary>
    public static byte[] Echo(HeldItem item)
    {
        Knock(item);
        return item.Load ?? [];
    }

    private static Ran PassIf(HeldItem item, bool waits)
    {
        Knock(item, waits);
        if (!waits)
        {
            Thread.Sleep(Milliseconds);
        }

        return Ran.Now(item.Index);
    }

    private static bool IsAt(int siloPort) => PoolContext.Current.Silo.Contains($":{siloPort}@", StringComparison.Ordinal);

    private static void Knock(HeldItem item, bool waits = true)
    {
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            connection.Connect(new UnixDomainSocketEndPoint(item.Gate));
            using var stream = new NetworkStream(connection);
            using var writer = new StreamWriter(stream) { AutoFlush = true };
            writer.WriteLine($"{item.Index} {PoolContext.Current.Attempt} {Environment.ProcessId} {PoolContext.Current.Silo}");
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
