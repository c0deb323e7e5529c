using System.Net;
using System.Net.Sockets;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Processes;

namespace OrleansPool.SiloTests.Tls;

/// <summary>Random bytes on both ports.</summary>
public sealed class GarbageTests
{
    private const int HeapMegabytes = 1024;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What the silo has for objects, a fraction of what it is sent. Without a limit its collector lets garbage lie, of which it is not to be told
    /// whether it is kept; with it, a silo that keeps what it is sent ends.
    /// </summary>
    private static readonly Dictionary<string, string> SmallHeap = new() { ["DOTNET_GCHeapHardLimit"] = $"{(long)HeapMegabytes << 20:x}" };

    /// <summary>Both at the same time, so that the time is spent once.</summary>
    [Fact(Timeout = Bound.Test)]
    public async Task Silos_WithTlsAndWithout_RefuseRandomBytesOnBothPorts_WriteFewOfThemDown_NeitherGrow_AndServeOn()
    {
        using var authority = new Authority();
        await Task.WhenAll(
            ServesOnAsync(authority.Silo().Arguments, authority.Client().Options, "it does not speak TLS"),
            ServesOnAsync([], null, "it does not begin as clients and silos of Orleans do"));
    }

    private static async Task ServesOnAsync(string[] arguments, PoolTlsOptions? tls, string reason)
    {
        await using SiloProcess silo = Silos.NewWith(SmallHeap, arguments);
        await silo.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway, options => options.Tls = tls).Bounded();
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        var before = ProcessSize.Of(silo.Process.Id);

        using var end = new CancellationTokenSource(Duration);
        long[] refused = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(sender => SendAsync(sender % 2 == 0 ? silo.SiloPort : silo.GatewayPort, sender, end.Token))).WaitAsync(Duration + Bound.Limit);

        // More of them than lines that are written of each.
        Assert.All(refused, connections => Assert.InRange(connections, 100, long.MaxValue));
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        await using Pool late = await ConnectAsync(silo, tls).Bounded();
        Assert.Equal(3, await late.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        var after = ProcessSize.Of(silo.Process.Id);
        Assert.InRange(after.Threads, 0, before.Threads + 40);
        Assert.InRange(after.Megabytes, 0, before.Megabytes + HeapMegabytes + 50);
        foreach (string port in (string[])["silo", "gateway"])
        {
            await silo.Process.WaitForLineAsync($@"\[7102\] Connection refused from 127.0.0.1:\d+ at the {port} port: {reason}", Bound.Limit);
            await silo.Process.WaitForLineAsync($@"\[7103\] \d+ connections more were refused at the {port} port", Bound.Limit);
        }

        Assert.InRange(silo.Process.Log.Lines.Count, 1, 200 + (int)(20 * Duration.TotalSeconds));
    }

    /// <summary>The handshakes of the garbage may keep a busy machine for some seconds more: as a client would, it tries again.</summary>
    private static async Task<Pool> ConnectAsync(SiloProcess silo, PoolTlsOptions? tls)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await Pool.ConnectAsync(silo.Gateway, options => options.Tls = tls);
            }
            catch (PoolTimeoutException) when (attempt < 4)
            {
                continue;
            }
        }
    }

    /// <summary>Connects again and again, and sends what it can each time. Returns how often the silo ended that.</summary>
    private static async Task<long> SendAsync(int port, int seed, CancellationToken end)
    {
        var random = new Random(seed);
        byte[] bytes = new byte[64 * 1024];
        long refused = 0;
        for (int connection = 0; !end.IsCancellationRequested; connection++)
        {
            using var client = new TcpClient();
            random.NextBytes(bytes);
            switch (connection % 4)
            {
                case 1:
                    // The beginning of a record of TLS, whose content is noise.
                    (bytes[0], bytes[1], bytes[2], bytes[3]) = (0x16, 0x03, 0x01, 0x02);
                    break;
                case 2:
                    // The same with a first message as it should be named.
                    (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]) = (0x16, 0x03, 0x01, 0x02, 0x00, 0x01);
                    break;
                case 3:
                    // The length of an introduction as Orleans has it, which is noise.
                    (bytes[0], bytes[1], bytes[2], bytes[3]) = (0x80, 0x00, 0x00, 0x00);
                    break;
            }

            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, end);
                NetworkStream stream = client.GetStream();
                for (int at = 0; at < 16; at++)
                {
                    await stream.WriteAsync(bytes, end);
                }

                // A silo with TLS may say why.
                while (await stream.ReadAsync(bytes, end) > 0)
                {
                    continue;
                }

                refused++;
            }
            catch (Exception closed) when (closed is IOException or SocketException)
            {
                refused++;
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return refused;
    }
}
