using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>A local pool that is dropped is found by the garbage collector, told of, and its silo stopped.</summary>
public sealed class EmbeddedDropTests
{
    private readonly LogList _log = new("OrleansPool.Pool");

    [Fact(Timeout = Bound.Test)]
    public async Task Pool_Dropped_WarnsOnceAndStopsItsSilo()
    {
        string silo = await UseAndDropAsync(_ => { });
        await StoppedAsync(silo);
        LogEntry warning = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("await using", warning.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Pool_TerminatedAndDropped_StopsItsSiloWithoutAWarning()
    {
        await StoppedAsync(await UseAndDropAsync(pool => pool.Terminate()));
        Assert.Empty(_log.Entries);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Pool_ClosedAndDropped_StopsItsSiloWithoutAWarning()
    {
        await StoppedAsync(await UseAndDropAsync(pool =>
        {
            pool.Close();
            pool.Join();
        }));
        Assert.Empty(_log.Entries);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Pool_Disposed_WarnsOfNothing()
    {
        WeakReference pool = await UseAndDisposeAsync();
        await Eventually.HoldsAsync(() => Garbage.Collect() && !pool.IsAlive, "the pool was collected");
        Assert.Empty(_log.Entries);
    }

    private static Task StoppedAsync(string silo) =>
        Eventually.HoldsAsync(() => Garbage.Collect() && !IsListening(silo), $"the silo at {silo} has stopped");

    private static bool IsListening(string silo)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPEndPoint.Parse(silo[..silo.IndexOf('@')].TrimStart('S')));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Task<Pool> StartAsync() => LocalPool.StartAsync(options => (options.Workers, options.LoggerFactory) = (2, _log)).Bounded();

    private async Task<string> UseAndDropAsync(Action<Pool> end)
    {
        Pool pool = await StartAsync();
        Assert.Equal(1, await pool.ApplyAsync(() => 1).Bounded());
        string silo = pool.Silos[0];
        await Bound.Blocking(() => end(pool));
        return silo;
    }

    private async Task<WeakReference> UseAndDisposeAsync()
    {
        await using Pool pool = await StartAsync();
        Assert.Equal(1, await pool.ApplyAsync(() => 1).Bounded());
        return new WeakReference(pool);
    }
}
