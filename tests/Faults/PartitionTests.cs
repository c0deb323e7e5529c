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
    private const int ItemMilliseconds = 50;
    private const int NoPort = 0;

    /// <summary>So many that they are not done before the cut is healed.</summary>
    private const int OthersItems = 1600;

    /// <summary>Enough that every silo has had some.</summary>
    private const int Some = 60;

    private readonly NetworkHosts _hosts = NetworkHosts.Create(Silos);
    private readonly List<Answer> _answers = [];
    private TestCluster _cluster = null!;
    private volatile bool _isOver;

    private int Delivered
    {
        get
        {
            lock (_answers)
            {
                return _answers.Count;
            }
        }
    }

    public async Task InitializeAsync() =>
        _cluster = await TestCluster.StartAsync(TestCluster.Plan with { Silos = Silos, StoreAddress = _hosts.Outside, HostOf = host => _hosts[host] });

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _hosts.Dispose();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_WhenTheHostOfItsCoordinatorIsCutOff_GivesEveryResultOnce()
    {
        await using Pool pool = await _cluster.PoolAsync();
        SiloProcess cutOff = await _cluster.CoordinatorOfAsync(pool);
        int host = _cluster.Silos.ToList().IndexOf(cutOff);
        Task reading = ReadAsync(pool, cutOff.SiloPort);
        await DeliveredAsync(Some);

        _hosts.Cut(host);
        await Eventually.HoldsAsync(() => !pool.Silos.Any(cutOff.Is), "the silo that is cut off was taken for lost");
        await DeliveredAsync(Delivered + Some);
        _hosts.Heal(host);

        // It learns that the others took it for dead. What it still has to say of its items is refused.
        Assert.Equal(3, await cutOff.Process.Ended.Bounded());
        _isOver = true;
        await reading.Bounded();
        AssertWhole();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_OfClientsOnBothSidesOfACut_GiveEveryResultOnce()
    {
        await using Pool pool = await _cluster.PoolAsync();
        SiloProcess coordinators = await _cluster.CoordinatorOfAsync(pool);
        int host = _cluster.Silos.ToList().FindIndex(silo => silo != coordinators);
        SiloProcess cutOff = _cluster.Silos[host];
        await using ChildProcess other = StartClient(host);
        Task reading = ReadAsync(pool, cutOff.SiloPort);
        await DeliveredAsync(Some);
        await Eventually.HoldsAsync(() => ItemsOf(other).Length > Some, "the client beside the silo has results");

        // The other client is alone with one silo, which takes nothing from the others any more, nor gives.
        _hosts.Cut(host);
        await Eventually.HoldsAsync(() => !pool.Silos.Any(cutOff.Is), "the silo that is cut off was taken for lost");
        await DeliveredAsync(Delivered + Some);
        Assert.False(other.Ended.IsCompleted, other.Written());
        _hosts.Heal(host);

        Assert.Equal(3, await cutOff.Process.Ended.Bounded());
        _isOver = true;
        await reading.Bounded();
        AssertWhole();
        Assert.Contains(_answers, answer => answer.Attempt == 2);

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
        int other = (home + 1) % Silos;
        Task reading = ReadAsync(pool);
        await DeliveredAsync(Some);

        _hosts.Part(home, other);
        await Eventually.HoldsAsync(
            () => !pool.Silos.Any(_cluster.Silos[other].Is) || !coordinators.IsAlive,
            "one side took the other for lost");
        await DeliveredAsync(Delivered + Some);
        _hosts.Join(home, other);

        await DeliveredAsync(Delivered + Some);
        _isOver = true;
        await reading.Bounded();
        AssertWhole();
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

    private async Task ReadAsync(Pool pool, int holdingPort = NoPort)
    {
        await foreach (Answer answer in pool.ImapUnordered(WaitingItem.WaitForEverAt, Input().Select(item => (item, holdingPort)), chunkSize: 4))
        {
            lock (_answers)
            {
                _answers.Add(answer);
            }
        }
    }

    private IEnumerable<WaitingItem> Input()
    {
        for (int index = 0; !_isOver; index++)
        {
            yield return new WaitingItem(index, ItemMilliseconds);
        }
    }

    private Task DeliveredAsync(int count) => Eventually.HoldsAsync(() => Delivered >= count, $"{count} items were delivered");

    private void AssertWhole()
    {
        Assert.Equal(Enumerable.Range(0, _answers.Count), _answers.Select(answer => answer.Index).Order());
        Assert.All(_answers, answer => Assert.Equal(WaitingItem.AnswerTo(answer.Index), answer.Value));
    }
}
