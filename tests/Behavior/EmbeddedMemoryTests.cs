namespace OrleansPool.BehaviorTests;

/// <summary>What an embedded pool allocates.</summary>
public sealed class EmbeddedMemoryTests
{
    private const int Items = 1_000_000;
    private const int Maps = 20;

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfNumbers_AllocatesItsResultsAndLittleMore()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 2);
        int[] items = [.. Enumerable.Range(0, Items)];
        await AllocateAsync(pool, items);
        long each = await AllocateAsync(pool, items) / Maps;
        long results = Items * sizeof(int);
        Assert.InRange(each, results, results + (results / 2));
    }

    private static async Task<long> AllocateAsync(Pool pool, int[] items)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int map = 0; map < Maps; map++)
        {
            await pool.MapAsync(x => x + 1, items).Bounded();
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
