using Microsoft.Extensions.DependencyInjection;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Services whose disposal does not end: it belongs to the item's time, and costs no more than the item.</summary>
public abstract class ServiceEndTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static JobOptions Timed => new()
    {
        ItemTimeout = TimeSpan.FromSeconds(1),
        ItemTimeoutGrace = TimeSpan.FromMilliseconds(200),
        ErrorMode = ErrorMode.Collect,
    };

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_ThatHangs_FailsItsItemAloneWhenItsTimeIsUp(bool isBlocking)
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> numbers = Pool.MapAsync(x => Used(x, key, isBlocking), Enumerable.Range(0, 20), chunkSize: 10, options: Timed);
        MapResult<string> texts = Pool.MapAsync(async x => await UsedAsync(x, key, isBlocking), Enumerable.Range(0, 20), chunkSize: 10, options: Timed);
        Assert.Equal(Enumerable.Range(0, 20).Select(x => x % 10 == 3 ? 0 : x), await numbers.Bounded());
        Assert.Equal(Enumerable.Range(0, 20).Select(x => x % 10 == 3 ? null : $"{x}"), await texts.Bounded());
        foreach (Exception? error in new[] { numbers.Outcomes[3].Error, numbers.Outcomes[13].Error, texts.Outcomes[3].Error, texts.Outcomes[13].Error })
        {
            string message = Assert.IsType<ItemTimeoutException>(error).Message;
            Assert.Contains("being disposed", message);
            Assert.Contains("00:00:01", message);
            Assert.Contains("raise JobOptions.ItemTimeout", message);
        }

        Assert.Equal((20, 2), (numbers.Progress.Completed, numbers.Progress.Failed));
        gate.Open();
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Disposal_ThatEndsInTime_LetsTheOutcomeCount()
    {
        using var gate = new Gate();
        string key = gate.Key;
        JobOptions options = Timed;
        options.ItemTimeoutGrace = Bound.Limit;
        MapResult<int> values = Pool.MapAsync(x => Used(x, key, false), [3], options: options);
        MapResult<int> failures = Pool.MapAsync(int (x) => throw new InvalidDataException($"{Used(x, key, false)}"), [3], options: options);
        await gate.ReachedAsync(2);

        // An outcome that has not counted yet is nobody's.
        Assert.Equal((0L, 0L), (values.Progress.Completed, failures.Progress.Completed));
        gate.Open();
        Assert.Equal(3, Assert.Single(await values.Bounded()));
        await failures.Bounded();
        Assert.IsType<InvalidDataException>(failures.Outcomes[0].Error);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_ThatHangs_IsLetGoOfWhenItsJobEnds(bool isBlocking)
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync(_ => Used(3, key, isBlocking), Enumerable.Range(0, 2 * Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        Assert.Equal(0, map.Progress.Completed);
        map.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => map.Bounded());

        // All of them are still held, and all workers work.
        using var second = new Gate();
        string all = second.Key;
        MapResult<int> again = Pool.MapAsync(x => Held(x, all), Enumerable.Range(0, Workers), chunkSize: 1);
        await second.ReachedAsync(Workers);
        second.Open();
        Assert.Equal(Enumerable.Range(0, Workers), await again.Bounded());
        gate.Open();
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Disposal_ThatHangs_HoldsUpNoEndOfThePool()
    {
        using var gate = new Gate();
        string key = gate.Key;
        Pool pool = await Fixture.NewPoolAsync();
        MapResult<int> map = pool.MapAsync(_ => Used(3, key, false), [1], options: new JobOptions { Timeout = TimeSpan.FromSeconds(1) });
        await Assert.ThrowsAsync<PoolTimeoutException>(() => map.Bounded());
        await pool.DisposeAsync().AsTask().Bounded();
        gate.Open();
    }

    private static int Used(int x, string key, bool isBlocking)
    {
        HangingService service = PoolContext.Current.Services.GetRequiredService<HangingService>();
        (service.Gate, service.IsBlocking) = (x % 10 == 3 ? key : null, isBlocking);
        return x;
    }

    private static async Task<string> UsedAsync(int x, string key, bool isBlocking)
    {
        await Task.Yield();
        return $"{Used(x, key, isBlocking)}";
    }

    private static int Held(int x, string key)
    {
        Gate.Pass(key);
        return x;
    }
}
