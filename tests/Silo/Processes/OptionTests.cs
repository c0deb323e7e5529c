using System.Net;
using System.Net.Sockets;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>Options of the silo whose effect shows only in a process.</summary>
public sealed class OptionTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", true)]
    public async Task Listen_SaysAtWhichAddressesThePortsAreOpen(string listen, bool isEverywhere)
    {
        await using SiloProcess silo = Silos.New("--listen", listen);
        await silo.StartAsync();

        foreach (int port in new[] { silo.SiloPort, silo.GatewayPort })
        {
            Assert.True(await IsOpenAsync("127.0.0.1", port));
            Assert.Equal(isEverywhere, await IsOpenAsync("127.0.0.7", port));
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task LogLevel_OfWarning_LeavesASiloWithoutTroubleSilent_AndOfDebug_TellsMore()
    {
        int healthPort = FreePorts.Next();
        await using ChildProcess quiet = Silos.Start("--log-level", "warning", "--health-port", $"{healthPort}");
        using var health = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{healthPort}") };
        await IsReadyAsync(health);
        quiet.Terminate();
        Assert.Equal(0, await quiet.Ended.Bounded());
        Assert.Empty(quiet.Log.Lines);

        await using SiloProcess talkative = Silos.New("--log-level", "debug");
        await talkative.StartAsync();
        Assert.Contains(talkative.Process.Log.Lines, line => line.Contains("dbug: Orleans", StringComparison.Ordinal));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task BurstWorkers_IsHowManyItemsMayRunBeyondTheWorkers(int burst)
    {
        const int Workers = 3;
        await using SiloProcess silo = Silos.New("--workers", $"{Workers}", "--burst-workers", $"{burst}");
        await silo.StartAsync();
        await using Pool first = await Pool.ConnectAsync(silo.Gateway).Bounded();
        await using Pool second = await Pool.ConnectAsync(silo.Gateway).Bounded();
        await using Pool third = await Pool.ConnectAsync(silo.Gateway).Bounded();
        FileGate[] usual = [.. Enumerable.Range(0, Workers).Select(_ => new FileGate())];
        FileGate[] beyond = [new FileGate(), new FileGate()];

        // The first pool has all workers, which is more than its share once others come.
        List<AsyncResult<int>> held = [.. usual.Select(gate => first.ApplyAsync(FileGate.Pass, gate.Path))];
        await Task.WhenAll(usual.Select(gate => gate.ReachedAsync())).Bounded();
        held.Add(second.ApplyAsync(FileGate.Pass, beyond[0].Path));
        held.Add(third.ApplyAsync(FileGate.Pass, beyond[1].Path));
        await Eventually.HoldsAsync(() => Reached(beyond) == burst, $"{burst} items run beyond the workers");

        Assert.Equal(burst, Reached(beyond));
        Array.ForEach(usual, gate => gate.Open());
        await Task.WhenAll(beyond.Select(gate => gate.ReachedAsync())).Bounded();
        Array.ForEach(beyond, gate => gate.Open());
        Assert.All(await Task.WhenAll(held.Select(item => item.Bounded())), result => Assert.Equal(FileGate.Result, result));
        Array.ForEach([.. usual, .. beyond], gate => gate.Dispose());
    }

    private static int Reached(FileGate[] gates) => gates.Count(gate => gate.ReachedAsync().IsCompleted);

    private static async Task<bool> IsOpenAsync(string address, int port)
    {
        using var client = new TcpClient(AddressFamily.InterNetwork);
        try
        {
            await client.ConnectAsync(IPAddress.Parse(address), port).WaitAsync(Bound.Limit);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task IsReadyAsync(HttpClient health)
    {
        using var limit = new CancellationTokenSource(Bound.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(limit.Token))
        {
            try
            {
                using HttpResponseMessage answer = await health.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
                continue;
            }
        }
    }
}
