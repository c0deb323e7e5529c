using System.Diagnostics;

namespace OrleansPool.Benchmarks.Responsiveness;

/// <summary>Work that computes.</summary>
internal static class Spin
{
    /// <summary>Keeps a core busy.</summary>
    public static double For(int milliseconds)
    {
        var watch = Stopwatch.StartNew();
        double sum = 0;
        while (watch.ElapsedMilliseconds < milliseconds)
        {
            for (int i = 1; i < 1000; i++)
            {
                sum += Math.Sqrt(i);
            }
        }

        return sum;
    }
}
