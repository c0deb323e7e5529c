using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class MapCalls
{
    [Chooses(typeof(Func<int, int>), Items = typeof(IEnumerable<int>))]
    public static int[] Map(Pool pool) => pool.Map(x => x * x, Enumerable.Range(0, 1000));

    [Chooses(typeof(Func<int, int>), Items = typeof(IEnumerable<int>))]
    public static MapResult<int> MapAsync(Pool pool) => pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));

    [Chooses(typeof(Func<int, int>), Items = typeof(IAsyncEnumerable<int>))]
    public static MapResult<int> MapOfAsyncItems(Pool pool) => pool.MapAsync(x => x * x, Work.Endless());

    [Chooses(typeof(Func<int, CancellationToken, Task<int>>), Items = typeof(IAsyncEnumerable<int>))]
    public static int[] AsyncLambdaOfAsyncItems(Pool pool) =>
        pool.Map(async (x, token) => await Work.StoppableAsync(x, token), Work.Endless(), 10);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static int[] AsyncLambda(Pool pool) => pool.Map(async x => await Work.SlowAsync(x), [1, 2, 3]);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static int[] TaskLambda(Pool pool) => pool.Map(x => Work.SlowAsync(x), new List<int> { 1 }, chunkSize: 1);

    [Chooses(typeof(Func<int, ValueTask<int>>))]
    public static int[] ValueTaskLambda(Pool pool) => pool.Map(x => Work.SlowValueAsync(x), [1]);

    [Chooses(typeof(Func<int, CancellationToken, int>))]
    public static int[] TokenLambda(Pool pool) => pool.Map((x, token) => Work.Stoppable(x, token), [1]);

    [Chooses(typeof(Func<int, CancellationToken, Task<int>>))]
    public static int[] AsyncTokenLambda(Pool pool) => pool.Map(async (x, token) => await Work.StoppableAsync(x, token), [1]);

    [Chooses(typeof(Func<int, CancellationToken, ValueTask<int>>))]
    public static int[] ValueTaskTokenLambda(Pool pool) => pool.Map((x, token) => Work.StoppableValueAsync(x, token), [1]);

    [Chooses(typeof(Func<int, double>))]
    public static double[] ExplicitReturnType(Pool pool) => pool.Map(double (int x) => x, [1, 2]);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static int[] TypedThrow(Pool pool) => pool.Map<int, int>(x => throw new InvalidOperationException($"{x}"), [1]);

    [Chooses(typeof(Func<int, int>))]
    public static int[] ThrowWithReturnType(Pool pool) => pool.Map(int (int x) => throw new InvalidOperationException($"{x}"), [1]);

    [Chooses(typeof(Func<int, int>))]
    public static int[] ConditionalThrow(Pool pool) => pool.Map(x => x > 0 ? x : throw new InvalidOperationException($"{x}"), [1]);

    [Chooses(typeof(Func<int, int>))]
    public static int[] Block(Pool pool) =>
        pool.Map(
            x =>
            {
                if (x < 0)
                {
                    throw new InvalidOperationException("negative");
                }

                return x;
            },
            [1]);

    [Chooses(typeof(Func<(int A, int B), int>))]
    public static int[] TupleItems(Pool pool) => pool.Map(pair => pair.A + pair.B, new[] { (A: 1, B: 2) });

    [Chooses(typeof(Func<object, string?>))]
    public static string?[] Variance(Pool pool) => pool.Map((object item) => item.ToString(), new[] { "a", "b" });

    [Chooses(typeof(Func<int, int>))]
    public static int[] Closure(Pool pool)
    {
        int factor = 3;
        return pool.Map(x => x * factor, [1]);
    }

    [Chooses(typeof(Func<KeyValuePair<string, int>, string>))]
    public static string[] DictionaryItems(Pool pool) => pool.Map(pair => pair.Key, new Dictionary<string, int> { ["a"] = 1 });
}
