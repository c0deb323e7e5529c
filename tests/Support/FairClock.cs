using System.Diagnostics;
using System.Globalization;

namespace OrleansPool.TestSupport;

/// <summary>
/// Counts the time in which no task of the machine waited for a processor, as Linux tells it (/proc/pressure/cpu, "some"). What is promised in seconds
/// can be asserted with it on a machine that does other things too: what waits for nothing, like a time-out, takes as long by this clock as by any other.
/// Where the kernel does not tell, it is a usual clock.
/// </summary>
internal sealed class FairClock
{
    private const string Pressure = "/proc/pressure/cpu";

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _waited = Waited();

    private FairClock()
    {
    }

    /// <summary>Time since the start in which nobody waited for a processor.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            TimeSpan fair = Wall - (Waited() - _waited);
            return fair > TimeSpan.Zero ? fair : TimeSpan.Zero;
        }
    }

    /// <summary>All time since the start.</summary>
    public TimeSpan Wall => Stopwatch.GetElapsedTime(_started);

    public static FairClock StartNew() => new();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall.TotalSeconds:F1} s ({Elapsed.TotalSeconds:F1} s without waiting for a processor)");

    // some avg10=0.00 avg60=0.00 avg300=0.00 total=MICROSECONDS
    private static TimeSpan Waited()
    {
        try
        {
            string some = File.ReadLines(Pressure).First();
            return TimeSpan.FromMicroseconds(long.Parse(some.AsSpan(some.LastIndexOf('=') + 1), CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }
}
