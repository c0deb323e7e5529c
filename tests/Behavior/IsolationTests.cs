using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Workers that are processes: what functions have there, how they begin and end.</summary>
public abstract class IsolationTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Items_RunInProcessesOfTheirOwn_AndKnowWhatTheyAre()
    {
        MapResult<(int Process, string Worker, string Silo, string Job, long Item, int Attempt)> map = Pool.MapAsync(
            item =>
            {
                Thread.Sleep(5);
                PoolContext here = PoolContext.Current;
                return (Environment.ProcessId, here.WorkerId, here.Silo, here.JobId, here.ItemIndex, here.Attempt);
            },
            Enumerable.Range(0, 200),
            chunkSize: 1);
        var ran = await map.Bounded();
        Assert.DoesNotContain(Environment.ProcessId, ran.Select(item => item.Process));
        Assert.Equal(ran.Select(item => item.Worker).Distinct().Count(), ran.Select(item => item.Process).Distinct().Count());
        Assert.All(ran.Index(), item =>
        {
            Assert.Equal((map.JobId, item.Index, 1), (item.Item.Job, item.Item.Item, item.Item.Attempt));
            Assert.StartsWith($"{item.Item.Silo}/", item.Item.Worker);
            Assert.Contains(item.Item.Silo, Pool.Silos);
        });
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Console_OfAFunction_DisturbsNothing()
    {
        Assert.Equal(Enumerable.Range(0, 20), await Pool.MapAsync(Write, Enumerable.Range(0, 20)).Bounded());

        static int Write(int item)
        {
            Console.Write($"item {item} ");
            Assert.Equal(-1, Console.Read());
            return item;
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Process_DoesNotGetTheSilosOwnVariables()
    {
        const string Variable = "ORLEANSPOOL_OF_THE_SILO";
        Environment.SetEnvironmentVariable(Variable, "secret");
        try
        {
            Pool pool = await Fixture.NewPoolAsync(options => options.Isolation = Isolation.Process);
            Assert.Null(await pool.ApplyAsync(() => Environment.GetEnvironmentVariable(Variable)).Bounded());
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task State_IsThatOfTheProcess_AndFinalizersGiveIt()
    {
        Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Isolation = Isolation.Process;
            options.Initializer = () => Environment.ProcessId;
            options.Finalizer = (int process) => process;
        });
        (int State, int Process)[] items = await pool.MapAsync(
            _ =>
            {
                Thread.Sleep(5);
                return (PoolContext.Current.GetState<int>(), Environment.ProcessId);
            },
            Enumerable.Range(0, 100),
            chunkSize: 1).Bounded();
        Assert.All(items, item => Assert.Equal(item.Process, item.State));
        await pool.DisposeAsync().AsTask().Bounded();
        Assert.Equal(items.Select(item => item.Process).Distinct().Order(), pool.GetFinalizerResults<int>().Order());
        await GoneAsync(items.Select(item => item.Process).Distinct());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_ThatThrows_FailsThePoolsJobsWithItsError()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Isolation = Isolation.Process;
            options.Initializer = Fail;
        });
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => pool.ApplyAsync(() => 1).Bounded());
        Assert.Equal("no state", error.Message);

        static int Fail() => throw new InvalidDataException("no state");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Hooks_ThatDoNotEnd_AreKilledWhenTheirTimeIsUp()
    {
        Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Isolation = Isolation.Process;
            options.MaxWorkers = 1;
            options.Finalizer = () => Thread.Sleep(Timeout.Infinite);
            options.FinalizerTimeout = TimeSpan.FromMilliseconds(300);
        });
        int process = await pool.ApplyAsync(() => Environment.ProcessId).Bounded();
        await pool.DisposeAsync().AsTask().Bounded();
        Assert.IsType<PoolTimeoutException>(Assert.Single(pool.FinalizerResults).Error);
        await GoneAsync([process]);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task RenewedWorkers_AreNewProcesses()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Isolation = Isolation.Process;
            options.MaxTasksPerWorker = 4;
        });
        int[] processes = await pool.MapAsync(_ => Environment.ProcessId, Enumerable.Range(0, 24)).Bounded();
        Assert.All(processes.CountBy(process => process), process => Assert.InRange(process.Value, 1, 4));
        Assert.True(processes.Distinct().Count() >= 6);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task CancelledJob_SignalsTheTokenBeforeItKills()
    {
        using var trail = new Trail();
        string folder = trail.Folder;
        AsyncResult<int> heeding = Pool.ApplyAsync(token =>
        {
            Trail.Note(folder, "running");
            token.WaitHandle.WaitOne();
            Trail.Note(folder, $"heeded {Environment.ProcessId}");
            return 1;
        });
        await trail.FindAsync(note => note == "running");
        heeding.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => heeding.Bounded());
        string heeded = await trail.FindAsync(note => note.StartsWith("heeded", StringComparison.Ordinal));
        await AssertUsableAsync();

        // It ended by itself, so its worker lives.
        Assert.False(Process.GetProcessById(int.Parse(heeded.Split(' ')[1])).HasExited);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EndlessItems_OfACancelledJob_AreKilled()
    {
        using var trail = new Trail();
        string folder = trail.Folder;
        MapResult<int> endless = Pool.MapAsync(item => Spin(folder, item), Enumerable.Range(0, 10_000));
        string process = await trail.FindAsync(_ => true);
        endless.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless.Bounded());
        await GoneAsync([int.Parse(process)]);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EndlessItems_OfATerminatedPool_EndWithTheirProcesses()
    {
        using var trail = new Trail();
        string folder = trail.Folder;
        Pool pool = await Fixture.NewPoolAsync(options => options.Isolation = Isolation.Process);
        MapResult<int> endless = pool.MapAsync(item => Spin(folder, item), Enumerable.Range(0, 10_000));
        await Eventually.HoldsAsync(() => trail.Notes().Length >= Workers, "all workers are held");
        await pool.TerminateAsync().Bounded();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => endless.Bounded());
        await GoneAsync(trail.Notes().Select(int.Parse));
        await pool.DisposeAsync().AsTask().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ItemTimeout_ThatIsHeeded_FailsTheItemAndKeepsTheProcess()
    {
        int before = await Pool.ApplyAsync(() => Environment.ProcessId).Bounded();
        var options = new JobOptions { ItemTimeout = TimeSpan.FromSeconds(1), ErrorMode = ErrorMode.Collect };
        MapResult<int> map = Pool.MapAsync(
            (item, token) => item == 1 && token.WaitHandle.WaitOne() ? throw new OperationCanceledException(token) : Environment.ProcessId,
            Enumerable.Range(0, 4),
            options: options);
        await map.Bounded();
        Assert.Contains("was cancelled", Assert.IsType<ItemTimeoutException>(map.Outcomes[1].Error).Message);
        Assert.Equal(3, map.Outcomes.Count(outcome => outcome.IsSuccess));
        Assert.False(Process.GetProcessById(before).HasExited);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Logger_OfTheJob_GetsWhatFunctionsLog()
    {
        var log = new LogList(least: LogLevel.Debug);
        await Pool.ForEachAsync(
            item => PoolContext.Current.Logger.LogDebug("logged {Item}", item),
            Enumerable.Range(0, 30),
            options: new JobOptions { Logger = log }).Bounded();
        Assert.Equal(
            Enumerable.Range(0, 30).Select(item => ($"logged {item}", (object?)(long)item)),
            log.Entries.Select(entry => (entry.Message, entry.Values["ItemIndex"])).OrderBy(entry => (long)entry.Item2!));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task WhatAProcessDoesNotHave_IsRefused()
    {
        foreach (Func<object?> use in new Func<object?>[]
        {
            () => PoolContext.Current.Services.GetService(typeof(ILoggerFactory)),
            () => PoolContext.Current.Pool.ApplyAsync(() => 1),
        })
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(() => Pool.ApplyAsync(() => $"{use()}").Bounded());
            Assert.Contains("Isolation.Process", error.Message);
        }

        await using Pool pool = await Fixture.NewPoolAsync(options => options.Isolation = Isolation.Process);
        Assert.Contains("Isolation.Thread", Assert.Throws<NotSupportedException>(() => { _ = pool.ShareAsync(1); }).Message);
    }

    private static int Spin(string folder, int item)
    {
        Trail.Note(folder, $"{Environment.ProcessId}");
        while (item >= 0)
        {
            // Whatever its token says.
        }

        return item;
    }

    /// <summary>Waits until none of the processes is there.</summary>
    private static Task GoneAsync(IEnumerable<int> processes)
    {
        int[] left = [.. processes];
        return Eventually.HoldsAsync(() => left.All(process => !ProcessList.IsAlive(process)), $"processes {string.Join(", ", left)} are gone");
    }
}
