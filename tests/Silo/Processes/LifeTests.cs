using System.Net;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>The life of a silo process, from its start to its exit code.</summary>
public sealed class LifeTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ToldToStop_DrainsTellsSoAndEndsWithZero()
    {
        int healthPort = FreePorts.Next();
        await using SiloProcess silo = Silos.New("--workers", "2", "--health-port", $"{healthPort}");
        await silo.StartAsync();
        using var health = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{healthPort}") };
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        Assert.Equal(2, pool.WorkerCount);
        int[] squares = await pool.MapAsync(x => x * x, Enumerable.Range(0, 4)).Bounded();
        Assert.Equal([0, 1, 4, 9], squares);
        await IsAsync(health, "live", HttpStatusCode.OK);
        await IsAsync(health, "ready", HttpStatusCode.OK);
        await IsAsync(health, "drained", HttpStatusCode.ServiceUnavailable);

        using var gate = new FileGate();
        AsyncResult<int> running = pool.ApplyAsync(FileGate.Pass, gate.Path);
        await gate.ReachedAsync().Bounded();
        silo.Process.Terminate();
        await silo.Process.WaitForLineAsync("The silo drains: 1 ", Bound.Limit);
        await IsAsync(health, "live", HttpStatusCode.OK);
        await IsAsync(health, "ready", HttpStatusCode.ServiceUnavailable);
        Assert.False(silo.Process.Ended.IsCompleted);

        Task<bool> drained = TellsThatItIsDrainedAsync(health);
        gate.Open();
        Assert.Equal(FileGate.Result, await running.Bounded());
        Assert.Equal(0, await silo.Process.Ended.Bounded());
        Assert.True(await drained.Bounded(), silo.Process.Written());
        await pool.TerminateAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_WhoseItemOutlastsTheDrainTime_EndsWithZeroAllTheSame()
    {
        await using SiloProcess silo = Silos.New("--drain-time", "0");
        await silo.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        using var gate = new FileGate();
        AsyncResult<int> running = pool.ApplyAsync(FileGate.Pass, gate.Path);
        await gate.ReachedAsync().Bounded();

        silo.Process.Terminate();
        Assert.Equal(0, await silo.Process.Ended.Bounded());
        Assert.False(running.IsReady);
        await pool.TerminateAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ToldTwiceToStop_EndsAtOnceAndSaysSo()
    {
        await using SiloProcess silo = Silos.New("--log", "json");
        await silo.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        using var gate = new FileGate();
        AsyncResult<int> running = pool.ApplyAsync(FileGate.Pass, gate.Path);
        await gate.ReachedAsync().Bounded();

        silo.Process.Terminate();
        await silo.Process.WaitForLineAsync("The silo drains", Bound.Limit);
        await Eventually.HoldsAsync(
            () =>
            {
                // One that comes right after the first counts as the same.
                silo.Process.Terminate();
                return silo.Process.Ended.IsCompleted;
            },
            "a further signal ends the silo");
        Assert.Equal(4, await silo.Process.Ended);
        Assert.False(running.IsReady);
        Assert.All(silo.Process.Log.Lines, line => Assert.StartsWith("{", line));
        await pool.TerminateAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ThatDrainsAFunctionWithAMapOfItsOwn_LetsItFinish()
    {
        await using SiloProcess inner = Silos.New("--labels", "role=inner");
        await inner.StartAsync();
        await using SiloProcess outer = Silos.New("--labels", "role=outer", "--primary", $"127.0.0.1:{inner.SiloPort}");
        await outer.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(inner.Gateway).Bounded();
        using var gate = new FileGate();
        AsyncResult<int> running = pool.ApplyAsync(FileGate.PassWithin, gate.Path, Only("outer"));
        await gate.ReachedAsync().Bounded();

        outer.Process.Terminate();
        await outer.Process.WaitForLineAsync("The silo drains: 1 ", Bound.Limit);
        gate.Open();
        Assert.Equal(FileGate.Result, await running.Bounded());
        Assert.Equal(0, await outer.Process.Ended.Bounded());
    }

    private static JobOptions Only(string role) => new() { Labels = { ["role"] = role } };

    /// <summary>Asks until the silo says yes, or is gone.</summary>
    private static async Task<bool> TellsThatItIsDrainedAsync(HttpClient health)
    {
        try
        {
            while (true)
            {
                using HttpResponseMessage answer = await health.GetAsync(new Uri("/health/drained", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return true;
                }
            }
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task IsAsync(HttpClient health, string probe, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await health.GetAsync(new Uri($"/health/{probe}", UriKind.Relative));
        Assert.Equal(expected, answer.StatusCode);
    }
}
