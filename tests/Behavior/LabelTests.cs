using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Jobs that ask for silos with labels. One silo of each kind of pool has zone=a and gpu=2; others have zone=b.</summary>
public abstract class LabelTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Labels_JobAsksForAZone_RunsThereOnly()
    {
        string[] silos = await Pool.MapAsync(_ => PoolContext.Current.Silo, Enumerable.Range(0, 200), chunkSize: 1, options: Asking("zone", "a")).Bounded();
        Assert.Single(silos.Distinct());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Labels_ACapacity_BoundsTheItemsAtTheSameTime()
    {
        using var gauge = new Gate();
        gauge.Open();
        string key = gauge.Key;
        int[] results = await Pool.MapAsync(
            x =>
            {
                Gate.Pass(key);
                return x;
            },
            Enumerable.Range(0, 300),
            options: Asking("gpu", "2")).Bounded();
        Assert.Equal(Enumerable.Range(0, 300), results);
        Assert.Equal(1, gauge.MostInside);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Labels_TwoJobsWithACapacity_ShareIt()
    {
        using var gauge = new Gate();
        gauge.Open();
        string key = gauge.Key;
        MapResult<int>[] jobs = [.. Enumerable.Range(0, 3).Select(_ => Pool.MapAsync(x => Pass(key, x), Enumerable.Range(0, 50), options: Asking("gpu", "1")))];
        await Task.WhenAll(jobs.Select(job => job.Bounded()));
        Assert.InRange(gauge.MostInside, 1, 2);
        Assert.Equal(150, gauge.Arrived);
    }

    [Theory]
    [InlineData("zone", "moon")]
    [InlineData("gpu", "3")]
    [InlineData("planet", "1")]
    public void Labels_NoSiloHas_AreRefusedAtTheCall(string name, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Pool.MapAsync(x => x, new[] { 1 }, options: Asking(name, value)));
        Assert.Contains($"no silo has {name}={value}", error.Message);
        Assert.Contains("gpu=2", error.Message);
    }

    [Fact]
    public void Labels_ThatCannotBe_AreRefusedTogether()
    {
        JobOptions options = new() { Labels = { ["a=b"] = "1", [""] = "x", ["c"] = "" }, Weight = 0 };
        var error = Assert.Throws<OptionsValidationException>(() => Pool.ApplyAsync(() => 1, options: options));
        Assert.Equal(4, error.Failures.Count());
    }

    [Fact]
    public void Labels_NoSiloHas_AreRefusedTogetherWithWhatElseIsWrong()
    {
        JobOptions options = Asking("zone", "moon");
        options.Weight = -1;
        options.Timeout = TimeSpan.Zero;
        var error = Assert.Throws<OptionsValidationException>(() => Pool.ApplyAsync(() => 1, options: options));
        Assert.Equal(3, error.Failures.Count());
    }

    private static JobOptions Asking(string name, string value) => new() { Labels = { [name] = value } };

    private static int Pass(string key, int x)
    {
        Gate.Pass(key);
        return x;
    }
}
