using System.Globalization;
using OrleansPool.FaultFunctions;

namespace OrleansPool.Programs;

/// <summary>
/// A client of a cluster in a process of its own: GATEWAYS CLUSTER-ID ITEMS GATE runs items that wait at a test's gate, which then kills it; without a
/// gate it runs items that wait for a while, writes each result as it comes.
/// </summary>
internal static class Program
{
    private const int ItemMilliseconds = 50;

    public static async Task<int> Main(string[] arguments)
    {
        int[] items = [.. Enumerable.Range(0, int.Parse(arguments[2], CultureInfo.InvariantCulture))];
        await using Pool pool = await Pool.ConnectAsync(arguments[0], options => options.ClusterId = arguments[1]);
        return arguments.Length > 3
            ? await HoldAsync(pool, items, arguments[3])
            : await TellAsync(pool, items);
    }

    private static async Task<int> HoldAsync(Pool pool, int[] items, string gate)
    {
        await pool.MapAsync(Held.Pass, items.Select(index => new HeldItem(index, gate)), chunkSize: 1);
        return 0;
    }

    private static async Task<int> TellAsync(Pool pool, int[] items)
    {
        await foreach (Answer answer in pool.ImapUnordered(WaitingItem.Wait, items.Select(index => new WaitingItem(index, ItemMilliseconds)), chunkSize: 4))
        {
            Console.WriteLine($"item {answer.Index} {answer.Value}");
        }

        return 0;
    }
}
