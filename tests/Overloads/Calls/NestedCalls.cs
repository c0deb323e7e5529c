using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class NestedCalls
{
    [Chooses(typeof(Func<int, int>))]
    public static int[] QueryInside(Pool pool) => pool.Map(n => Enumerable.Range(0, n).Select(x => x * x).Where(x => x > 2).Sum(), [1]);

    [Chooses(typeof(Func<int, int[]>))]
    public static int[][] MapInside(Pool pool) => pool.Map(n => pool.Map(x => x + n, Enumerable.Range(0, n)), [1]);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static MapResult<int> AsyncMapInside(Pool pool) =>
        pool.MapAsync(async n => (await pool.MapAsync(x => x + n, Enumerable.Range(0, n))).Sum(), [1]);

    [Chooses(typeof(Func<int, int[][]>))]
    public static MapResult<int[][]> ThreeDeep(Pool pool) =>
        pool.MapAsync(a => pool.Map(b => pool.Map(c => a + b + c, [1]), [2]), [3]);

    // Each level of an ApplyAsync in an ApplyAsync makes the compiler bind its lambda about seven times: two are enough here.
    [Chooses(typeof(Func<int, Task<int>>))]
    public static AsyncResult<int> ApplyInside(Pool pool) =>
        pool.ApplyAsync(async n => await pool.ApplyAsync(async m => await Work.SlowAsync(n + m), 2), 3);

    [Chooses(typeof(Func<int, Func<int, int>>))]
    public static ImapResult<Func<int, int>> FunctionAsResult(Pool pool) => pool.Imap(n => (Func<int, int>)(x => x + n), [1]);
}
