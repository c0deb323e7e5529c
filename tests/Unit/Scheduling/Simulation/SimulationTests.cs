using Xunit.Abstractions;

namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>Whole jobs over imagined silos, with the delays, losses and deaths that a cluster brings.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly LinkQuality BadLink = new(Loss: 0.02, Duplication: 0.05);

    [Theory]
    [InlineData(1_000, 64, 256_000, 50_000, 1.1)]
    [InlineData(100, 16, 100_000, 5_000, 1.1)]
    [InlineData(10, 8, 100_000, 1_000, 1.1)]
    [InlineData(2, 2, 2_000, 10_000, 1.1)]
    public void Job_UnequalItems_TakesHardlyLongerThanIdeal(int silos, int slots, int items, double microsecondsEach, double most)
    {
        var pool = new SimulatedPool(seed: 1, LogNormal(items, microsecondsEach, seed: 2));
        pool.AddSilos(silos, slots);
        pool.StartJob(chunk: 5_000);

        Check(pool, most);
        Assert.Equal(items, pool.Runs);
    }

    [Fact]
    public void Job_LongItemsAtTheEnd_AreSpread()
    {
        var times = Enumerable.Range(0, 20_000).Select(item => item < 19_900 ? 1_000.0 : 200_000).ToArray();
        var pool = new SimulatedPool(seed: 3, times);
        pool.AddSilos(10, 4);
        pool.StartJob(chunk: 20_000);

        Check(pool, 1.5);
    }

    [Fact]
    public void Job_SilosJoinLate_AreUsed()
    {
        var pool = new SimulatedPool(seed: 4, LogNormal(4_000, 50_000, seed: 5));
        pool.AddSilos(1, 8);
        pool.StartJob(chunk: 100, chunkSize: 100);
        pool.Events.After(500_000, () => pool.AddSilos(7, 8));

        Check(pool, 2.2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Job_BadLinksAndDeaths_EveryItemEndsOnce(int seed)
    {
        var pool = new SimulatedPool(seed, LogNormal(50_000, 20_000, seed), BadLink);
        pool.AddSilos(40, 16);
        pool.StartJob(chunk: 2_000);
        for (var death = 1; death <= 10; death++)
        {
            pool.Events.After(death * 100_000, pool.KillAny);
        }

        Check(pool, most: 2);
        Assert.Empty(pool.LostItems);
        Assert.True(pool.Runs > 50_000);
    }

    [Theory]
    [InlineData(1, 30_000)]
    [InlineData(2, 30_000)]
    [InlineData(3, 30_000)]
    [InlineData(4, 300)]
    public void Poison_AmongMany_FailsAloneAfterItsAttempts(int seed, double microsecondsEach)
    {
        long[] poison = [10, 999, 5_000, 12_345, 19_999];
        var pool = new SimulatedPool(seed, LogNormal(20_000, microsecondsEach, seed), BadLink);
        pool.AddSilos(20, 8);
        pool.Poison(poison);
        pool.StartJob(chunk: 1_000);

        Check(pool, most: double.PositiveInfinity);
        Assert.Equal(poison, pool.LostItems.Select(lost => lost.Item).Order());
        Assert.All(pool.LostItems, lost => Assert.Equal(3, lost.Attempts));
        Assert.All(poison, item => Assert.Equal(3, pool.Kills[item]));
    }

    [Fact]
    public void Poison_SideBySide_NoNeighbourIsLostWithThem()
    {
        long[] poison = [700, 701, 702, 703];
        var pool = new SimulatedPool(seed: 10, LogNormal(20_000, 2_000, seed: 11));
        pool.AddSilos(6, 8);
        pool.Poison(poison);
        pool.StartJob(chunk: 1_000);

        Check(pool, most: double.PositiveInfinity);
        Assert.Equal(poison, pool.LostItems.Select(lost => lost.Item).Order());

        // One may have been in doubt when another killed the silo; that counts against it.
        Assert.All(poison, item => Assert.InRange(pool.Kills[item], 1, 3));
    }

    [Fact]
    public void Poison_InALargePool_BystandersAreNeverLost()
    {
        var poison = Enumerable.Range(0, 8).Select(i => (i * 9_973L) + 17).ToArray();
        var pool = new SimulatedPool(seed: 6, LogNormal(128_000, 100_000, seed: 7), BadLink);
        pool.AddSilos(1_000, 64);
        pool.Poison(poison);
        pool.StartJob(chunk: 2_000);

        Check(pool, most: double.PositiveInfinity);
        Assert.Equal(poison.Order(), pool.LostItems.Select(lost => lost.Item).Order());
    }

    [Fact]
    public void Poison_AtMostOnce_NoItemRunsTwice()
    {
        var pool = new SimulatedPool(seed: 8, LogNormal(2_000, 20_000, seed: 9), BadLink);
        pool.AddSilos(10, 4);
        pool.Poison(100, 700);
        pool.StartJob(chunk: 100, maxAttempts: 1);

        Check(pool, most: double.PositiveInfinity);
        Assert.True(pool.Runs <= 2_000);
        Assert.All([100L, 700], item => Assert.Equal(1, pool.Kills[item]));
    }

    private static double[] LogNormal(int count, double mean, int seed)
    {
        var random = new Random(seed);
        const double Sigma = 0.8;
        return [.. Enumerable.Range(0, count).Select(_ => mean * Math.Exp((Sigma * Normal(random)) - (Sigma * Sigma / 2)))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private void Check(SimulatedPool pool, double most)
    {
        var time = pool.RunToEnd();
        output.WriteLine(
            $"{time / 1e6:0.000} s, {time / pool.Ideal:0.00} of ideal; {pool.Assigned} leases, {pool.Runs} runs, {pool.Refused} refused, "
            + $"{pool.Asks} asks, {pool.Kills.Values.Sum()} silos died, {pool.LostItems.Count} items lost; {pool.Events.Handled} events");

        // An item that is drawn last and is the longest can't be shared.
        var longest = (pool.Ideal * most) + pool.LongestItem;
        Assert.True(time <= longest, $"{time} µs, expected at most {longest:0} µs.");
    }
}
