using System.Net.Sockets;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests.Support;

/// <summary>
/// Tests that take silos from a cluster. Each begins with the whole cluster, and one that fails shows what the silos have written and the client
/// has logged.
/// </summary>
public abstract class FaultTests(SharedCluster shared, ITestOutputHelper output) : IAsyncLifetime
{
    private int _logged;

    internal TestCluster Cluster => shared.Cluster;

    protected ITestOutputHelper Output => output;

    public Task InitializeAsync()
    {
        _logged = Cluster.ClientLog.Lines.Count;
        return Cluster.MendAsync();
    }

    public Task DisposeAsync()
    {
        output.WriteLine($"The client:\n{string.Join('\n', Cluster.ClientLog.Lines.Skip(_logged))}");
        foreach (SiloProcess silo in Cluster.Silos)
        {
            // A test that failed must not leave one behind that hangs.
            silo.Process.Continue();
            output.WriteLine($"Silo {silo.SiloPort}, life {silo.Lives}:\n{silo.Process.Written()}");
        }

        return Task.CompletedTask;
    }

    internal static void Strike(SiloProcess silo, Blow blow)
    {
        switch (blow)
        {
            case Blow.Kill:
                silo.Process.Kill();
                break;
            case Blow.Freeze:
                silo.Process.Freeze();
                break;
            default:
                silo.Process.Terminate();
                break;
        }
    }

    /// <summary>A silo that hung goes on, and ends since the others took it for dead; one that was told to stop ends in order.</summary>
    internal static async Task EndsAsync(SiloProcess silo, Blow blow, Pool pool)
    {
        if (blow == Blow.Freeze)
        {
            // The job may have been over before that, and a silo that hung for a moment only would go on.
            await Eventually.HoldsAsync(() => !pool.Silos.Any(silo.Is), "the silo that hangs was taken for dead");
        }

        silo.Process.Continue();
        int expected = blow switch
        {
            Blow.Kill => 128 + 9,
            Blow.Freeze => 3,
            _ => 0,
        };
        Assert.Equal(expected, await silo.Process.Ended.Bounded());
    }

    /// <summary>Takes the store away.</summary>
    internal async Task StrikeStoreAsync(StoreBlow blow)
    {
        if (blow == StoreBlow.Freeze)
        {
            Cluster.Store.Freeze();
        }
        else
        {
            await Cluster.Store.StopAsync();
        }
    }

    /// <summary>The store is there again, with what it had.</summary>
    internal async Task MendStoreAsync(StoreBlow blow)
    {
        if (blow == StoreBlow.Freeze)
        {
            Cluster.Store.Continue();
        }
        else
        {
            await Cluster.Store.RestartAsync();
        }
    }

    /// <summary>Whether somebody listens on a port of this machine.</summary>
    internal static bool Listens(int port)
    {
        try
        {
            using var connection = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Silos of the pool, its coordinator's first.</summary>
    internal async Task<SiloProcess[]> CoordinatorFirstAsync(Pool pool)
    {
        SiloProcess coordinators = await Cluster.CoordinatorOfAsync(pool);
        return [coordinators, .. Cluster.Silos.Where(silo => silo != coordinators)];
    }

    /// <summary>The silo with the pool's coordinator, or one without.</summary>
    internal async Task<SiloProcess> VictimAsync(Pool pool, bool isCoordinators) =>
        (await CoordinatorFirstAsync(pool))[isCoordinators ? 0 : 1];
}
