using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>What only a pool in this process can be asked.</summary>
public sealed class EmbeddedPoolTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5000)]
    public async Task StartAsync_WithAWrongNumberOfWorkers_IsRefused(int workers)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => LocalPool.StartAsync(options => options.Workers = workers).Bounded());
        Assert.Contains($"{workers}", refusal.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithSeveralWrongOptions_NamesAll()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => LocalPool.StartAsync(options =>
        {
            options.Workers = 0;
            options.MaxItemBytes = 0;
            options.ClusterId = "";
        }).Bounded());
        Assert.Equal(3, refusal.Failures.Count());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NestedMaps_ThreeLevelsDeepOnOneWorker_End(bool blocking)
    {
        await using Pool pool = await LocalPool.StartAsync(options =>
        {
            options.Workers = 1;
            options.BurstWorkers = 0;
        }).Bounded();
        int[] sums = await pool.MapAsync(x => Nested.SumAsync(x, depth: 2, blocking), Enumerable.Range(0, 6), chunkSize: 2).Bounded();
        Assert.Equal(Enumerable.Range(0, 6).Select(x => (4 * x) + 4), sums);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task BurstWorkers_Zero_KeepsToTheWorkersWhateverWaits()
    {
        await using Pool pool = await LocalPool.StartAsync(options =>
        {
            options.Workers = 2;
            options.BurstWorkers = 0;
        }).Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult first = pool.ForEachAsync(_ => Gate.Pass(key), Enumerable.Range(0, 2));
        await gate.ReachedAsync(2);
        AsyncResult second = pool.ForEachAsync(_ => Gate.Pass(key), Enumerable.Range(0, 2));
        Assert.False(await second.WaitAsync(TimeSpan.FromMilliseconds(300)));
        Assert.Equal(2, gate.Arrived);
        gate.Open();
        await Task.WhenAll(first.Bounded(), second.Bounded());
        Assert.Equal(2, gate.MostInside);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithThreeWorkers_HasThree()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 3).Bounded();
        Assert.Equal(3, pool.WorkerCount);
        Assert.Single(pool.Silos);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithoutOptions_HasAWorkerForEachCore()
    {
        await using Pool pool = await LocalPool.StartAsync().Bounded();
        Assert.Equal(Environment.ProcessorCount, pool.WorkerCount);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithACancelledToken_ThrowsOperationCanceled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LocalPool.StartAsync(null, new CancellationToken(true)).Bounded());

    [Fact(Timeout = Bound.Test)]
    public async Task StartAsync_WithTwoHundredWorkers_RunsAllAtOnce()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 200).Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult result = pool.ForEachAsync(_ => Gate.Pass(key), Enumerable.Range(0, 200));
        await gate.ReachedAsync(200);
        gate.Open();
        await result.Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Payload_AboveMaxItemBytes_FailsAloneAndBeforeItIsSent()
    {
        await using Pool pool = await LocalPool.StartAsync(options => (options.Workers, options.MaxItemBytes) = (2, 10_000)).Bounded();
        MapResult<int> arguments = pool.MapAsync(bytes => bytes.Length, new[] { new byte[10], new byte[20_000], new byte[30] });
        var thrown = await Assert.ThrowsAsync<PayloadTooLargeException>(() => arguments.Bounded());
        Assert.InRange(thrown.Bytes, 20_000, 21_000);
        Assert.Equal(10_000, thrown.MaxBytes);
        Expect.Items([10, 0, 30], arguments.Outcomes.Select(outcome => outcome.Value));

        MapResult<byte[]> results = pool.MapAsync(size => new byte[size], [10, 20_000, 30]);
        Assert.Equal(10_000, (await Assert.ThrowsAsync<PayloadTooLargeException>(() => results.Bounded())).MaxBytes);
        Expect.Items([10, null, 30], results.Outcomes.Select(outcome => outcome.Value?.Length));

        byte[] captured = new byte[20_000];
        await Assert.ThrowsAsync<PayloadTooLargeException>(async () => await pool.ApplyAsync(x => captured[x], 1).Bounded());
        Assert.Equal(1, await pool.ApplyAsync(x => x, 1).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ArgumentsAndResults_AfterAMap_AreGarbage()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 2).Bounded();
        using var tally = new Tally();
        WeakReference[] held = await Bound.Blocking(() => MapBoxes(pool, tally.Key));
        WeakReference[] all = [.. held, .. tally.Notes.Cast<WeakReference>()];
        Assert.Equal(10 + 10 + 20, all.Length);
        await Eventually.HoldsAsync(() => AreDead(all), "all arguments and results are collected");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] MapBoxes(Pool pool, string key)
    {
        Box[] arguments = [.. Enumerable.Range(0, 10).Select(x => new Box(x))];
        Box[] results = pool.Map(box => Copy(key, box), arguments, chunkSize: 3);
        return [.. arguments.Concat(results).Select(box => new WeakReference(box))];
    }

    private static Box Copy(string key, Box box)
    {
        var copy = new Box(box.Value);
        Tally.Note(key, new WeakReference(box));
        Tally.Note(key, new WeakReference(copy));
        return copy;
    }

    private static bool AreDead(WeakReference[] references)
    {
        Garbage.Collect();
        return !references.Any(reference => reference.IsAlive);
    }
}
