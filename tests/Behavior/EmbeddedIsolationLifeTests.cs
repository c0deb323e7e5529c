using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.BehaviorTests;

/// <summary>Processes of workers never outlive their silo; and what is asked of them that cannot be is refused when the pool is made.</summary>
public sealed class EmbeddedIsolationLifeTests
{
    private static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(20);

    [Fact(Timeout = Bound.Test)]
    public async Task Workers_OfASiloThatIsKilled_EndWithIt()
    {
        if (OperatingSystem.IsWindows())
        {
            // There are no signals to send.
            return;
        }

        await using ChildProcess child = PoolProgram.Start("isolated");
        int[] workers = await WorkersOfAsync(child);
        Assert.Equal(2, workers.Length);
        Assert.All(workers, worker => Assert.True(ProcessList.IsAlive(worker)));
        child.Kill();
        await Eventually.HoldsAsync(() => !workers.Any(ProcessList.IsAlive), "the workers of the killed silo are gone");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Workers_OfAProgramThatReturnsFromMain_EndWithIt()
    {
        await using ChildProcess child = PoolProgram.Start("isolated-static");
        int[] workers = await WorkersOfAsync(child);
        Assert.Equal(7, await child.Ended.WaitAsync(ExitLimit));
        Assert.Empty(child.Errors.Lines);
        await Eventually.HoldsAsync(() => !workers.Any(ProcessList.IsAlive), "the workers of the program are gone");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Options_ThatDoNotGoTogether_AreRefused()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => LocalPool.StartAsync(options =>
        {
            options.Isolation = Isolation.Process;
            options.WorkerMemoryBytes = 1;
            options.ConfigureServices = _ => { };
        }).Bounded());
        Assert.Collection(
            error.Failures.Order(),
            failure => Assert.Contains("Initializer", failure),
            failure => Assert.Contains("WorkerMemoryBytes is 1;", failure));

        error = await Assert.ThrowsAsync<OptionsValidationException>(() => LocalPool.StartAsync(options => options.WorkerMemoryBytes = 1L << 30).Bounded());
        Assert.Contains("share the memory", Assert.Single(error.Failures));
        error = await Assert.ThrowsAsync<OptionsValidationException>(() => LocalPool.StartAsync(options => options.Isolation = (Isolation)7).Bounded());
        Assert.Contains("Isolation is 7", Assert.Single(error.Failures));
    }

    private static async Task<int[]> WorkersOfAsync(ChildProcess child)
    {
        await child.WaitForLineAsync("^[0-9 ]+$", Bound.Limit);
        return [.. child.Log.Lines[0].Split(' ').Select(int.Parse)];
    }
}
