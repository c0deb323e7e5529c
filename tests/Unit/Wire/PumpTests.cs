using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

public sealed class PumpTests
{
    [Fact]
    public async Task Signal_WhileAStepRuns_RunsAnotherAfterIt()
    {
        var entered = new SemaphoreSlim(0);
        var gate = new SemaphoreSlim(0);
        var pump = new Pump(async () =>
        {
            entered.Release();
            await gate.WaitAsync();
        });

        pump.Signal();
        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(10)));
        pump.Signal();
        pump.Signal();
        gate.Release(2);

        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Run_WhenNoStepRuns_BeginsOneOnThisThread()
    {
        int thread = 0;
        var gate = new TaskCompletionSource();
        var entered = new SemaphoreSlim(0);
        var pump = new Pump(() =>
        {
            thread = Environment.CurrentManagedThreadId;
            entered.Release();
            return gate.Task;
        });

        pump.Run();
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(10)));

        pump.Run();
        Assert.Equal(0, entered.CurrentCount);
        gate.SetResult();

        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Run_InATurnOfAnotherScheduler_BeginsElsewhere()
    {
        TaskScheduler? scheduler = null;
        var entered = new SemaphoreSlim(0);
        var pump = new Pump(() =>
        {
            scheduler = TaskScheduler.Current;
            entered.Release();
            return Task.CompletedTask;
        });
        TaskScheduler turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;

        await Task.Factory.StartNew(pump.Run, CancellationToken.None, TaskCreationOptions.None, turns);

        Assert.True(await entered.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Same(TaskScheduler.Default, scheduler);
    }

    [Fact]
    public async Task Run_WithAContextOfTheCaller_LeavesItBehindAndGivesItBack()
    {
        var context = new SynchronizationContext();
        SynchronizationContext? inside = context;
        var pump = new Pump(() =>
        {
            inside = SynchronizationContext.Current;
            return Task.CompletedTask;
        });

        SynchronizationContext? outside = await Task.Run(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            pump.Run();
            SynchronizationContext? after = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            return after;
        });

        Assert.Null(inside);
        Assert.Same(context, outside);
    }

    [Fact]
    public async Task Signal_FromManyThreads_NeverRunsTwoStepsAtOnceAndLosesNone()
    {
        int running = 0;
        int overlaps = 0;
        long wanted = 0;
        long seen = 0;
        var all = new TaskCompletionSource();
        Pump pump = null!;
        pump = new Pump(async () =>
        {
            overlaps += Interlocked.Increment(ref running) == 1 ? 0 : 1;
            seen = Interlocked.Read(ref wanted);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            if (seen == 40_000)
            {
                all.TrySetResult();
            }
        });

        Parallel.For(0, 40_000, _ =>
        {
            Interlocked.Increment(ref wanted);
            pump.Signal();
        });

        await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Signal_AfterAStepThatThrew_RunsAgain()
    {
        int steps = 0;
        var second = new TaskCompletionSource();
        var first = new TaskCompletionSource();
        var pump = new Pump(() =>
        {
            if (++steps == 1)
            {
                first.SetResult();
                throw new InvalidOperationException("a step that fails");
            }

            second.TrySetResult();
            return Task.CompletedTask;
        });

        pump.Signal();
        await first.Task.WaitAsync(TimeSpan.FromSeconds(10));
        pump.Signal();

        await second.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
