using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>
/// What user code can do to its silo, at each place where a silo runs user code: while it decodes an argument, runs the function, encodes a
/// result. The item fails alone and with a reason, the others are delivered, and the cluster works on.
/// </summary>
[Collection(StoreCollection.Name)]
public sealed class MatrixTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    /// <summary>In it the other items end, on cores that the endless ones share with them and with whatever else the machine does.</summary>
    private static readonly TimeSpan EndlessTime = TimeSpan.FromSeconds(15);

    /// <summary>In it a silo that has died is noticed and what it had runs elsewhere: 5 s with the fast membership, on a machine that starts its successor meanwhile.</summary>
    private static readonly TimeSpan DeathTime = TimeSpan.FromSeconds(8);

    private const int Items = 12;
    private const int Fatal = 3;
    private const int MaxAttempts = 3;

    /// <summary>One more than an item is charged with: the first may put it in doubt only.</summary>
    private const int MostDeaths = Fatal * (MaxAttempts + 1);

    /// <summary>What a process ends with: by <see cref="Fatality.Exit"/>, or by SIGABRT.</summary>
    private static readonly int[] Deaths = [Deadly.ExitCode, 128 + 6];

    [Theory(Timeout = Bound.Test)]
    [InlineData(Fatality.Error)]
    [InlineData(Fatality.Exit)]
    [InlineData(Fatality.FailFast)]
    [InlineData(Fatality.StackOverflow)]
    public async Task MapAsync_WithItemsThatAreFatal_FailsThemAlone(Fatality fatality)
    {
        await using Pool pool = await Cluster.PoolAsync();
        await using var supervisor = new Supervisor(Cluster.Silos);
        MapResult<Deadly> map = pool.MapAsync(
            Deadly.Return,
            ItemsWith(fatality),
            chunkSize: 4,
            new JobOptions { MaxAttempts = MaxAttempts, ErrorMode = ErrorMode.Collect });
        var clock = FairClock.StartNew();
        await map.Bounded();
        Output.WriteLine($"It took {clock}.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, LimitOf(fatality));
        Output.WriteLine($"Exit codes: {string.Join(' ', supervisor.ExitCodes)}");

        // Items of two leases may be charged with one death. Silos that others took for dead, on a busy machine, end with another code.
        int deaths = supervisor.ExitCodes.Count(Deaths.Contains);
        Assert.InRange(deaths, fatality == Fatality.Error ? 0 : MaxAttempts, fatality == Fatality.Error ? 0 : MostDeaths);

        Assert.All(map.Outcomes, outcome =>
        {
            switch (MomentOf(outcome.Index))
            {
                case null:
                    Assert.True(outcome.IsSuccess, $"Item {outcome.Index}: {outcome.Error}");
                    Assert.Equal(outcome.Index, outcome.Value!.Index);
                    break;
                case { } moment when fatality == Fatality.Error:
                    Assert.IsType(ErrorAt(moment), outcome.Error);
                    break;
                default:
                    // One more where a loss left it in doubt.
                    Assert.InRange(Assert.IsType<WorkerLostException>(outcome.Error).Attempts, MaxAttempts, MaxAttempts + 1);
                    break;
            }
        });
        await supervisor.AllUpAsync();
        await Cluster.WholeAsync(pool);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithItemsThatNeverEnd_IsEndedByItsTimeoutAndLeavesTheSlotsFree()
    {
        await using Pool pool = await Cluster.PoolAsync();
        MapResult<Deadly> map = pool.MapAsync(
            Deadly.Return,
            ItemsWith(Fatality.EndlessLoop),
            chunkSize: 1,
            new JobOptions { Timeout = EndlessTime });
        var clock = FairClock.StartNew();
        await Assert.ThrowsAsync<PoolTimeoutException>(() => map.Bounded());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, LimitOf(Fatality.EndlessLoop));

        Assert.Equal(Fatal, map.Outcomes.Count(outcome => outcome.IsAbandoned));
        Assert.Equal(Items - Fatal, map.Outcomes.Count(outcome => outcome.IsSuccess));
        using var gate = new Gate();
        AsyncResult<Ran[]> next = pool.MapAsync(Held.Pass, gate.Items(6), chunkSize: 1);
        await gate.ReachedAsync(6);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 6), (await next.Bounded()).Select(ran => ran.Index));

        foreach (SiloProcess silo in SilosThatWroteOff())
        {
            await OperationsPage.IsToldAsync(silo.Process.Log, "a function never ends", 7220);
        }

        // The same by the time that one item may take.
        AsyncResult<Deadly> endless = pool.ApplyAsync(
            Deadly.Return,
            new Deadly(0, Fatality.EndlessLoop, Moment.Run),
            new JobOptions { ItemTimeout = TimeSpan.FromSeconds(1) });
        string endlessAt = (string)(await Assert.ThrowsAsync<ItemTimeoutException>(() => endless.Bounded())).Data["OrleansPool.Silo"]!;
        await OperationsPage.IsToldAsync(Cluster.Silos.Single(silo => silo.Is(endlessAt)).Process.Log, "a function never ends", 7221);

        // Nothing ends such a thread but the end of its process.
        foreach (SiloProcess silo in SilosThatWroteOff())
        {
            silo.Process.Kill();
            await silo.Process.Ended.Bounded();
        }

        Assert.Contains(Cluster.Silos, silo => !silo.IsAlive);
    }

    private SiloProcess[] SilosThatWroteOff() =>
        [.. Cluster.Silos.Where(silo => silo.IsAlive && silo.Process.Log.Lines.Any(line => line.Contains("written off", StringComparison.Ordinal)))];

    /// <summary>Three items do it, one at each moment, each in a chunk with others.</summary>
    private static Deadly[] ItemsWith(Fatality fatality) => [.. Enumerable.Range(0, Items).Select(index =>
        MomentOf(index) is { } moment ? new Deadly(index, fatality, moment) : new Deadly(index, Fatality.None, Moment.Run))];

    /// <summary>From the start of the job to its end.</summary>
    private static TimeSpan LimitOf(Fatality fatality) => fatality switch
    {
        Fatality.Error => TimeSpan.FromSeconds(5),
        Fatality.EndlessLoop => EndlessTime + TimeSpan.FromSeconds(15),
        _ => MostDeaths * DeathTime,
    };

    private static Moment? MomentOf(long index) => index switch
    {
        1 => Moment.Decode,
        6 => Moment.Run,
        11 => Moment.Encode,
        _ => null,
    };

    private static Type ErrorAt(Moment moment) => moment switch
    {
        Moment.Decode => typeof(ArgumentNotSerializableException),
        Moment.Encode => typeof(ResultNotSerializableException),
        _ => typeof(InvalidOperationException),
    };
}
