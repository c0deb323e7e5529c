using System.Globalization;

namespace OrleansPool.Programs;

/// <summary>A program that silos have never seen, in one of two builds: GATEWAYS CLUSTER-ID TIMES. Writes what its functions return there.</summary>
internal static class Program
{
#if NEXT
    private const string Build = "next";
#else
    private const string Build = "first";
#endif

    public static async Task Main(string[] arguments)
    {
        int times = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        await using Pool pool = await Pool.ConnectAsync(arguments[0], options => options.ClusterId = arguments[1]);
        for (int time = 0; time < times; time++)
        {
            int seen = time;
            string[] answers = await pool.MapAsync(x => new Answer($"{Build} {x * seen}", Here.Count()).Text, Enumerable.Range(0, 3));
            Console.WriteLine(string.Join(", ", answers));
        }
    }
}
