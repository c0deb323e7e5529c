using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class StarMapCalls
{
    private static readonly (int, int)[] Pairs = [(1, 2), (3, 4)];

    [Chooses(typeof(Func<int, int, int>), Items = typeof(IEnumerable<(int, int)>))]
    public static int[] Typed(Pool pool) => pool.StarMap((int a, int b) => a * b, Pairs, chunkSize: 20);

    [Chooses(typeof(Func<int, int, int>))]
    public static int[] Inferred(Pool pool) => pool.StarMap((a, b) => a * b, Pairs);

    [Chooses(typeof(Func<int, int, int>))]
    public static int[] MethodGroup(Pool pool) => pool.StarMap(Work.Add, Pairs.ToList());

    [Chooses(typeof(Func<int, int, int>))]
    public static int[] FrameworkOverloads(Pool pool) => pool.StarMap(Math.Max, Pairs);

    [Chooses(typeof(Func<int, int, Task<int>>))]
    public static int[] TaskMethodGroup(Pool pool) => pool.StarMap(Work.AddAsync, Pairs);

    [Chooses(typeof(Func<int, int, CancellationToken, Task<int>>))]
    public static MapResult<int> AsyncWithToken(Pool pool) =>
        pool.StarMapAsync(async (a, b, token) => await Work.StoppableAsync(a + b, token), Pairs);

    [Chooses(typeof(Func<int, int, ValueTask<int>>))]
    public static MapResult<int> ValueTask(Pool pool) => pool.StarMapAsync((a, b) => Work.SlowValueAsync(a + b), Pairs);

    [Chooses(typeof(Func<int, string, double, string>))]
    public static string[] Three(Pool pool) => pool.StarMap((a, b, c) => $"{a}{b}{c}", [(1, "x", 2.0)]);

    [Chooses(typeof(Func<int, int, int, int, int, int, int, int>))]
    public static int[] Seven(Pool pool) => pool.StarMap(Work.Sum, [(1, 2, 3, 4, 5, 6, 7)]);

    [Chooses(typeof(Func<int, int, int>), Items = typeof(IAsyncEnumerable<(int, int)>))]
    public static MapResult<int> AsyncItems(Pool pool) => pool.StarMapAsync((a, b) => a + b, Pairs.ToAsyncEnumerable());

    [Chooses(typeof(Func<int, int, int>))]
    public static int[] Query(Pool pool) =>
        pool.StarMap((a, b) => a - b, from a in Enumerable.Range(0, 3) from b in Enumerable.Range(0, 3) select (a, b));

    [Chooses(typeof(Func<int, string, string>))]
    public static string[] Zip(Pool pool) => pool.StarMap((a, b) => b + a, new[] { 1 }.Zip(["x"]));
}
