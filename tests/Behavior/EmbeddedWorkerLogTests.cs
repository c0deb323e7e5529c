using Microsoft.Extensions.Logging;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What the log says of functions that do not end.</summary>
public sealed class EmbeddedWorkerLogTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Item_ThatIsWrittenOff_IsNamedWithItsJobAndTime()
    {
        using var log = new LogList(least: LogLevel.Warning);
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await LocalPool.StartAsync(options => options.LoggerFactory = log);
        var options = new JobOptions { ItemTimeout = TimeSpan.FromSeconds(1), ItemTimeoutGrace = TimeSpan.Zero, ErrorMode = ErrorMode.Collect };
        MapResult<int> map = pool.MapAsync(x => x == 3 ? Held(key) : x, Enumerable.Range(0, 5), chunkSize: 5, options: options);
        await map.Bounded();
        string line = Assert.Single(log.Entries, entry => entry.Message.Contains("written off")).Message;
        Assert.Contains($"Job {map.JobId}, item 3", line);
        Assert.Contains("ItemTimeout is 00:00:01", line);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Finalizers_ThatFailOrHang_AreNamedWithTheirWorkers()
    {
        using var log = new LogList(least: LogLevel.Warning);
        using var gate = new Gate();
        string key = gate.Key;
        await using (Pool hanging = await LocalPool.StartAsync(options =>
        {
            options.LoggerFactory = log;
            options.Finalizer = () => Gate.Pass(key);
            options.FinalizerTimeout = TimeSpan.FromMilliseconds(200);
        }))
        {
            string worker = await hanging.ApplyAsync(() => PoolContext.Current.WorkerId).Bounded();
            await hanging.DisposeAsync().AsTask().Bounded();
            Assert.Single(log.Entries, entry => entry.Message.Contains($"finalizer of worker {worker} did not end"));
        }

        await using Pool failing = await LocalPool.StartAsync(options =>
        {
            options.LoggerFactory = log;
            options.Finalizer = void () => throw new InvalidDataException("cannot write");
        });
        string other = await failing.ApplyAsync(() => PoolContext.Current.WorkerId).Bounded();
        await failing.DisposeAsync().AsTask().Bounded();
        LogEntry entry = Assert.Single(log.Entries, entry => entry.Message.Contains($"finalizer of worker {other} failed"));
        Assert.IsType<InvalidDataException>(entry.Error);
    }

    private static int Held(string key)
    {
        Gate.Pass(key);
        return 0;
    }
}
