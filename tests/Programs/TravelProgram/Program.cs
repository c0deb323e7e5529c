using System.Diagnostics;
using System.Globalization;

namespace OrleansPool.Programs;

/// <summary>A program that silos have never seen: GATEWAYS CLUSTER-ID. Writes what its functions return there.</summary>
internal static class Program
{
    /// <summary>What differs between two builds of this program.</summary>
    private static int Version => 1;

    public static async Task Main(string[] arguments)
    {
        await using Pool pool = await Pool.ConnectAsync(arguments[0], options => options.ClusterId = arguments[1]);
        int factor = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        long started = Stopwatch.GetTimestamp();
        int[] products = await pool.MapAsync(x => x * factor * Version, Enumerable.Range(0, 5));
        double first = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', products)} in {first:F0} ms"));
    }
}
