using System.Diagnostics;
using System.Text.RegularExpressions;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Processes;

/// <summary>A silo that insists on workers being processes: they find the functions that it was given, and live no longer than it does.</summary>
public sealed class IsolationTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    [Fact(Timeout = Bound.Test)]
    public async Task Worker_OfTheSilo_CrashesAloneAndEndsWithIt()
    {
        await using SiloProcess silo = Silos.New("--isolation", "process", "--workers", "1", "--worker-memory", "512", "--log-level", "debug");
        await silo.StartAsync();
        int ready = Assert.Single(await SparesAsync(silo, 1).Bounded());
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        int first = await pool.ApplyAsync(Here, false).Bounded();
        Assert.NotEqual(silo.Process.Id, first);
        Assert.Equal(ready, first);

        var error = await Assert.ThrowsAsync<WorkerLostException>(() => pool.ApplyAsync(Here, true, options: new JobOptions { MaxAttempts = 1 }).Bounded());
        Assert.Contains("exit code 9", error.Message);
        int second = await pool.ApplyAsync(Here, false).Bounded();
        Assert.NotEqual(first, second);
        Assert.True(silo.IsAlive);
        int[] spares = await SparesAsync(silo, 2).Bounded();

        silo.Process.Kill();
        await silo.Process.Ended.Bounded();
        await Task.WhenAll(spares.Append(second).Select(GoneAsync)).Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SpareProcess_IsThereAsLongAsAPoolHasWorkersThatAreProcesses()
    {
        await using SiloProcess silo = Silos.New("--workers", "1", "--log-level", "debug");
        await silo.StartAsync();
        int spare;
        await using (Pool pool = await Pool.ConnectAsync(silo.Gateway, options => options.Isolation = Isolation.Process).Bounded())
        {
            await pool.ApplyAsync(Here, false).Bounded();
            spare = Assert.Single(await SparesAsync(silo, 1).Bounded());
            Assert.True(IsAlive(spare));
        }

        await GoneAsync(spare).Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Worker_ThatIsToldToStopWithItsSilo_EndsItsItemFirst()
    {
        await using SiloProcess silo = Silos.New("--isolation", "process", "--workers", "1");
        await silo.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        int worker = await pool.ApplyAsync(Here, false).Bounded();
        using var gate = new FileGate();
        AsyncResult<int> held = pool.ApplyAsync(FileGate.Pass, gate.Path);
        await gate.ReachedAsync().Bounded();

        // As a service manager does.
        Posix.Signal(worker, Posix.SigTerm);
        silo.Process.Terminate();
        await silo.Process.WaitForLineAsync("drains", Bound.Limit);
        gate.Open();
        Assert.Equal(FileGate.Result, await held.Bounded());
        Assert.Equal(0, await silo.Process.Ended.Bounded());
        await GoneAsync(worker).Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SharedValue_IsRefusedAtTheCallAndNotDecoded()
    {
        await using SiloProcess silo = Silos.New("--isolation", "process", "--workers", "1");
        await silo.StartAsync();
        await using Pool pool = await Pool.ConnectAsync(silo.Gateway).Bounded();
        var refused = await Assert.ThrowsAsync<NotSupportedException>(() => pool.ShareAsync(new[] { 1, 2 }).Bounded());
        Assert.Contains("--isolation process", refused.Message);
    }

    private static int Here(bool isFatal)
    {
        if (isFatal)
        {
            Environment.Exit(9);
        }

        return Environment.ProcessId;
    }

    /// <summary>The processes that a silo has made ready for workers to come, once there were so many.</summary>
    private static async Task<int[]> SparesAsync(SiloProcess silo, int count)
    {
        const string Up = "worker to come is up: ([0-9]+)";
        int[] spares = [];
        for (int from = 0; spares.Length < count;)
        {
            await silo.Process.WaitForLineAsync(Up, Bound.Limit, from);
            string[] lines = [.. silo.Process.Log.Lines];
            spares = [.. lines.Select(line => Regex.Match(line, Up)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value))];
            from = lines.Length;
        }

        return spares;
    }

    private static async Task GoneAsync(int process)
    {
        while (IsAlive(process))
        {
            await Task.Delay(Period);
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
