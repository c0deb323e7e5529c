using System.Diagnostics;

namespace OrleansPool.Benchmarks.Isolation;

/// <summary>What the workers run.</summary>
internal static class Functions
{
    /// <summary>Computes for a millisecond.</summary>
    public static int Millisecond(int item)
    {
        long end = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 1000);
        while (Stopwatch.GetTimestamp() < end)
        {
            // Busy.
        }

        return item;
    }

    /// <summary>Never ends.</summary>
    public static int Endless(int item)
    {
        while (item >= 0)
        {
            // Busy, whatever its job does.
        }

        return item;
    }

    /// <summary>Takes long enough for the other workers to get items as well.</summary>
    public static int WhereSlowly(int item)
    {
        Thread.Sleep(2);
        return Environment.ProcessId;
    }
}
