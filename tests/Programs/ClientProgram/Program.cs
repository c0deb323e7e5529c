using System.Globalization;
using OrleansPool.FaultFunctions;

namespace OrleansPool.Programs;

/// <summary>A client of a cluster in a process of its own, which a test kills: GATEWAYS CLUSTER-ID GATE-PORT ITEMS.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments)
    {
        int port = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        int items = int.Parse(arguments[3], CultureInfo.InvariantCulture);
        await using Pool pool = await Pool.ConnectAsync(arguments[0], options => options.ClusterId = arguments[1]);
        await pool.MapAsync(Held.Pass, Enumerable.Range(0, items).Select(index => new HeldItem(index, port)), chunkSize: 1);
    }
}
