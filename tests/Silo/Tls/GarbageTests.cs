using System.Net;
using System.Net.Sockets;
using OrleansPool.Processes;
using OrleansPool.SiloTests.Processes;

namespace OrleansPool.SiloTests.Tls;

/// <summary>Random bytes on both ports.</summary>
public sealed class GarbageTests
{
    /// <summary>How long; a longer time can be asked for in the environment.</summary>
    private static readonly TimeSpan Duration =
        TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("ORLEANSPOOL_TEST_GARBAGE_SECONDS"), out double seconds) ? seconds : 5);

    /// <summary>
    /// What the silo has for objects, a fraction of what it is sent. Without a limit its collector lets garbage lie, of which it is not to be told
    /// whether it is kept; with it, a silo that keeps what it is sent ends.
    /// </summary>
    private static readonly Dictionary<string, string> SmallHeap = new() { ["DOTNET_GCHeapHardLimit"] = $"{(long)HeapMegabytes << 20:x}" };

    private const int HeapMegabytes = 1024;

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_ThatIsSentRandomBytes_ServesOn_AndNeitherThreadsNorMemoryNorItsLogGrow(bool withTls)
    {
        using var authority = new Authority();
        await using SiloProcess silo = Silos.NewWith(SmallHeap, withTls ? authority.Silo().Arguments : []);
        await silo.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway, options => options.Tls = withTls ? authority.Client().Options : null).Bounded();
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        var before = ProcessSize.Of(silo.Process.Id);

        using var end = new CancellationTokenSource(Duration);
        long[] sent = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(sender => SendAsync(sender % 2 == 0 ? silo.SiloPort : silo.GatewayPort, sender, end.Token))).WaitAsync(Duration + Bound.Limit);

        Assert.All(sent, connections => Assert.True(connections > 0));
        Assert.Equal(3, await pool.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        await using Pool late = await ConnectAsync(silo, withTls ? authority.Client().Options : null).Bounded();
        Assert.Equal(3, await late.ApplyAsync(x => Math.Abs(x), -3).Bounded());
        var after = ProcessSize.Of(silo.Process.Id);
        Assert.InRange(after.Threads, 0, before.Threads + 40);
        Assert.InRange(after.Megabytes, 0, before.Megabytes + HeapMegabytes + 50);
        if (withTls)
        {
            Assert.Contains(silo.Process.Log.Lines, line => line.Contains("[7102]", StringComparison.Ordinal));
            Assert.InRange(silo.Process.Log.Lines.Count, 1, 200 + (int)(20 * Duration.TotalSeconds));
        }
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

    /// <summary>Connects again and again, and sends as much as it can each time.</summary>
    private static async Task<long> SendAsync(int port, int seed, CancellationToken end)
    {
        var random = new Random(seed);
        byte[] bytes = new byte[64 * 1024];
        long connections = 0;
        while (!end.IsCancellationRequested)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, end);
                connections++;
                random.NextBytes(bytes);
                if (connections % 2 == 0)
                {
                    // The beginning of a record of TLS, whose content is noise.
                    (bytes[0], bytes[1], bytes[2], bytes[3]) = (0x16, 0x03, 0x01, 0x02);
                }

                for (int at = 0; at < 16; at++)
                {
                    await client.GetStream().WriteAsync(bytes, end);
                }
            }
            catch (Exception closed) when (closed is IOException or SocketException or OperationCanceledException)
            {
                continue;
            }
        }

        return connections;
    }
}
