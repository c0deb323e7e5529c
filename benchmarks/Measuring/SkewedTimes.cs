namespace OrleansPool.Measuring;

/// <summary>Times of which few are very long, the same in every run.</summary>
public static class SkewedTimes
{
    private const int Seed = 6;

    /// <summary>Whole milliseconds from 1 on, log-normal.</summary>
    /// <param name="count">How many.</param>
    /// <param name="mean">Their mean, roughly, in milliseconds.</param>
    /// <param name="sigma">The deviation of their logarithm.</param>
    public static int[] Make(int count, double mean, double sigma)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Max(1, (int)Math.Round(mean * Math.Exp((sigma * Normal(random)) - (sigma * sigma / 2)))))];
    }

    /// <summary>How long it takes when each free worker takes the next time, relative to the time that all workers would be busy: no pool that does not know
    /// the times does better on purpose.</summary>
    public static double OneByOne(int[] times, int workers)
    {
        var free = new PriorityQueue<int, int>(Enumerable.Repeat((0, 0), workers));
        int end = 0;
        foreach (int time in times)
        {
            int until = free.Dequeue() + time;
            free.Enqueue(until, until);
            end = Math.Max(end, until);
        }

        return end * workers / (double)times.Sum();
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
