using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>Messages of every kind are lost, or arrive twice: every result is right, and there once.</summary>
public sealed class BadNetworkTests(BadNetworkFixture fixture) : IClassFixture<BadNetworkFixture>
{
    private const int Items = 2000;

    /// <summary>Much sooner than silos let go of a pool that they hear nothing of.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    /// <summary>Those whose every trouble is met here; doors are only asked when a call is late.</summary>
    private static readonly string[] Messages =
    [
        "ICoordinatorGrain.OpenAsync",
        "ICoordinatorGrain.CloseAsync",
        "ICoordinatorGrain.SubmitAsync",
        "ICoordinatorGrain.FetchAsync",
        "ICoordinatorGrain.ReportAsync",
        "ICoordinatorGrain.ShareAsync",
        "ISiloAgent.AttachAsync",
        "ISiloAgent.AssignAsync",
        "ISiloAgent.ShareAsync",
        "ISiloAgent.LocateAsync",
        "ISiloAgent.DetachAsync",
    ];

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_WhoseMessagesAreLostAndDoubled_GiveEveryResultOnce()
    {
        for (int round = 0; Unmet() is { Length: > 0 } unmet; round++)
        {
            Assert.True(round < 40, $"Never met: {string.Join(", ", unmet)}");
            await using Pool pool = await fixture.NewPoolAsync();
            await using Shared<int[]> shared = await pool.ShareAsync(Enumerable.Range(round, Items).ToArray()).Bounded();
            MapResult<int> map = pool.MapAsync(x => shared.Value[x] * 2, Enumerable.Range(0, Items), chunkSize: 3);
            ImapResult<int> imap = pool.ImapUnordered(x => shared.Value[x] + x, Enumerable.Range(0, Items), chunkSize: 1);
            AsyncResult<int>[] applied = [.. Enumerable.Range(0, 50).Select(x => pool.ApplyAsync(each => each * each, x))];

            Assert.Equal(Enumerable.Range(0, Items).Select(x => x + round + x), (await imap.ReadAllAsync()).Order());
            Assert.Equal(Enumerable.Range(0, Items).Select(x => (x + round) * 2), await map.Bounded());
            Assert.Equal((Items, 0), (map.Progress.Completed, map.Progress.Failed));
            Assert.Equal(Enumerable.Range(0, 50).Select(x => x * x), await Task.WhenAll(applied.Select(each => each.AsTask())).Bounded());
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_WhoseMessagesAreLost_EndsWhatRunsAllTheSame()
    {
        for (int round = 0; round < 8; round++)
        {
            Pool pool = await fixture.NewPoolAsync();
            using var gate = new Gate();
            string key = gate.Key;
            MapResult<int> map = pool.MapAsync((x, token) => HeldUntilCancelled(key, x, token), Enumerable.Range(0, fixture.Workers), chunkSize: 1);
            await gate.ReachedAsync(1);
            await pool.TerminateAsync().Bounded();
            await gate.EmptyAsync().WaitAsync(EndLimit);
            await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
        }
    }

    private static int HeldUntilCancelled(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }

    private string[] Unmet() =>
    [
        .. from message in Messages
           from trouble in Enum.GetValues<Trouble>()
           where !fixture.Network.Troubles.ContainsKey((message, trouble))
           select $"{message} {trouble}",
    ];
}
