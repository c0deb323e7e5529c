using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests;

/// <summary>
/// Each silo is on a host of its own, a network namespace, and a link is cut and joined again while a job runs. Both sides go on with what they
/// have; neither delivers twice. Needs iproute2 and root, so it runs only when asked for.
/// </summary>
[Collection(OwnClusters.Name)]
[Trait("Needs", "Root")]
public sealed class PartitionTests : IAsyncLifetime
{
    private const int Silos = 3;
    /// <summary>So many that they are not done before the cut is healed.</summary>
    private const int OthersItems = 1600;

    /// <summary>Enough that every silo has had some.</summary>
    private const int Some = 60;

    private readonly NetworkHosts _hosts = NetworkHosts.Create(Silos);
    private readonly Gate _gate = new();
    private readonly List<Ran> _results = [];
    private TestCluster _cluster = null!;
    private volatile bool _isOver;

    private int Delivered
    {
        get
        {
            lock (_results)
            {
                return _results.Count;
            }
        }
    }

    public async Task InitializeAsync() =>
        _cluster = await TestCluster.StartAsync(TestCluster.Plan with { Silos = Silos, StoreAddress = _hosts.Outside, HostOf = host => _hosts[host] });

    public async Task DisposeAsync()
    {
        _gate.Dispose();
        await _cluster.DisposeAsync();
        _hosts.Dispose();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_WhenTheHostOfItsCoordinatorIsCutOff_GivesEveryResultOnce()
    {
        await using Pool pool = await _cluster.PoolAsync();
        SiloProcess cutOff = await _cluster.CoordinatorOfAsync(pool);
        int host = _cluster.Silos.ToList().IndexOf(cutOff);
        Task reading = ReadAsync(pool, cutOff);
        int[] held = await HeldAtAsync(cutOff);

        _hosts.Cut(host);
        await _gate.RunElsewhereAsync(held, cutOff);
        await Eventually.HoldsAsync(() => !pool.Silos.Any(cutOff.Is), "the silo that is cut off was taken for lost");

        // Now they end there as well, at a silo that does not know yet that the others took it for dead. What it has to say of them is refused.
        _gate.Open();
        await DeliveredAsync(Delivered + Some);
        _hosts.Heal(host);
        Assert.Equal(3, await cutOff.Process.Ended.Bounded());
        await EndAsync(reading);
        AssertRanElsewhere(held, cutOff);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_OfClientsOnBothSidesOfACut_GiveEveryResultOnce()
    {
        await using Pool pool = await _cluster.PoolAsync();
        SiloProcess coordinators = await _cluster.CoordinatorOfAsync(pool);
        int host = _cluster.Silos.ToList().FindIndex(silo => silo != coordinators);
        SiloProcess cutOff = _cluster.Silos[host];
        await using ChildProcess other = StartClient(host);
        Task reading = ReadAsync(pool, cutOff);
        int[] held = await HeldAtAsync(cutOff);
        await Eventually.HoldsAsync(() => ItemsOf(other).Length > Some, "the client beside the silo has results");

        // The other client is alone with one silo, which takes nothing from the others any more, nor gives.
        _hosts.Cut(host);
        await _gate.RunElsewhereAsync(held, cutOff);
        await Eventually.HoldsAsync(() => !pool.Silos.Any(cutOff.Is), "the silo that is cut off was taken for lost");
        _gate.Open();
        await DeliveredAsync(Delivered + Some);
        Assert.False(other.Ended.IsCompleted, other.Written());
        _hosts.Heal(host);

        Assert.Equal(3, await cutOff.Process.Ended.Bounded());
        await EndAsync(reading);
        AssertRanElsewhere(held, cutOff);

        // It goes on with the others, and what both sides have run of its job came once.
        Assert.True(await other.Ended.Bounded() == 0, other.Written());
        Assert.Equal(Enumerable.Range(0, OthersItems).Select(index => $"item {index} {WaitingItem.AnswerTo(index)}").Order(), ItemsOf(other).Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_WhenTwoSilosDoNotReachEachOther_GivesEveryResultOnce()
    {
        await using Pool pool = await _cluster.PoolAsync();
        SiloProcess coordinators = await _cluster.CoordinatorOfAsync(pool);
        int home = _cluster.Silos.ToList().IndexOf(coordinators);
        int host = (home + 1) % Silos;
        SiloProcess other = _cluster.Silos[host];
        Task reading = ReadAsync(pool, other);
        int[] held = await HeldAtAsync(other);

        // The third silo reaches both. Which of the two is voted out is not said; if it is the coordinator's, what runs at the other goes on.
        _hosts.Part(home, host);
        await Eventually.HoldsAsync(() => !pool.Silos.Any(other.Is) || !coordinators.IsAlive, "one side took the other for lost");
        bool isOtherLost = coordinators.IsAlive;
        if (isOtherLost)
        {
            await _gate.RunElsewhereAsync(held, other);
        }

        _gate.Open();
        await DeliveredAsync(Delivered + Some);
        _hosts.Join(home, host);

        await DeliveredAsync(Delivered + Some);
        await EndAsync(reading);
        if (isOtherLost)
        {
            AssertRanElsewhere(held, other);
        }
    }

    /// <summary>A client on the host of a silo.</summary>
    private ChildProcess StartClient(int host)
    {
        string[] command =
        [
            .. _hosts[host].Launcher, "dotnet", Path.Combine(AppContext.BaseDirectory, "ClientProgram.dll"), _cluster.Gateways, _cluster.Id, $"{OthersItems}",
        ];
        return ChildProcess.Start("the client on the host that is cut off", command[0], command[1..]);
    }

    private static string[] ItemsOf(ChildProcess client) => [.. client.Log.Lines.Where(line => line.StartsWith("item ", StringComparison.Ordinal))];

    /// <summary>Reads a job whose items are held at the gate on one silo, and take a moment on the others.</summary>
    private async Task ReadAsync(Pool pool, SiloProcess holding)
    {
        await foreach (Ran ran in pool.ImapUnordered(Held.PassOnlyAt, Input().Select(item => (item, holding.SiloPort)), chunkSize: 4))
        {
            lock (_results)
            {
                _results.Add(ran);
            }
        }
    }

    private IEnumerable<HeldItem> Input()
    {
        for (int index = 0; !_isOver; index++)
        {
            yield return new HeldItem(index, _gate.Path);
        }
    }

    /// <summary>The items that are held on a silo, when all its workers hold one and the others have delivered some.</summary>
    private async Task<int[]> HeldAtAsync(SiloProcess silo)
    {
        await _gate.WhenAsync(visits => visits.Count(visit => silo.Is(visit.Silo)) >= TestCluster.Plan.Workers);
        await DeliveredAsync(Some);
        return _gate.ItemsAt(silo);
    }

    private Task DeliveredAsync(int count) => Eventually.HoldsAsync(() => Delivered >= count, $"{count} items were delivered");

    /// <summary>The input ends, and every item has come once.</summary>
    private async Task EndAsync(Task reading)
    {
        _isOver = true;
        await reading.Bounded();
        Assert.Equal(Enumerable.Range(0, _results.Count), _results.Select(ran => ran.Index).Order());
    }

    /// <summary>What counts is the run of the side that goes on.</summary>
    private void AssertRanElsewhere(int[] items, SiloProcess cutOff) =>
        Assert.All(_results.Where(ran => items.Contains(ran.Index)), ran => Assert.False(cutOff.Is(ran.Silo), $"{ran}"));
}
