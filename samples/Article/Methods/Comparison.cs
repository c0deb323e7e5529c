namespace OrleansPool.Samples.Article.Methods;

/// <summary>All rows of the comparison: every method, with the function of one argument and that of two.</summary>
internal static class Comparison
{
    /// <summary>The rows, the loop of each number of arguments first.</summary>
    public static IReadOnlyList<Method> Methods { get; } =
    [
        OneByOne(Method.Loop, 1, s => Each(s.Numbers, s, s.Slow.One)),
        InParallel("map", 1, s => Task.FromResult(s.Pool.Map(s.Slow.One, s.Numbers, cancellationToken: s.Token))),
        InParallel("map_async", 1, async s => await s.Pool.MapAsync(s.Slow.One, s.Numbers, cancellationToken: s.Token)),
        OneByOne("apply", 1, s => Each(s.Numbers, s, number => s.Pool.Apply(s.Slow.One, number, cancellationToken: s.Token))),
        InParallel("apply_async", 1, s => Collect(s.Numbers, number => s.Pool.ApplyAsync(s.Slow.One, number, cancellationToken: s.Token))),
        InParallel("imap", 1, s => Collect(s.Pool.Imap(s.Slow.One, s.Numbers, cancellationToken: s.Token))),
        Unordered("imap_unordered", 1, s => Collect(s.Pool.ImapUnordered(s.Slow.One, s.Numbers, cancellationToken: s.Token))),

        OneByOne(Method.Loop, 2, s => Each(s.Pairs, s, pair => s.Slow.Two(pair.Left, pair.Right))),
        InParallel("map", 2, s => Task.FromResult(s.Pool.Map(s.Slow.Pair, s.Pairs, cancellationToken: s.Token))),
        InParallel("map_async", 2, async s => await s.Pool.MapAsync(s.Slow.Pair, s.Pairs, cancellationToken: s.Token)),
        InParallel("starmap", 2, s => Task.FromResult(s.Pool.StarMap(s.Slow.Two, s.Pairs, cancellationToken: s.Token))),
        InParallel("starmap_async", 2, async s => await s.Pool.StarMapAsync(s.Slow.Two, s.Pairs, cancellationToken: s.Token)),
        OneByOne("apply", 2, s => Each(s.Pairs, s, pair => s.Pool.Apply(s.Slow.Two, pair.Left, pair.Right, cancellationToken: s.Token))),
        InParallel("apply_async", 2,
            s => Collect(s.Pairs, pair => s.Pool.ApplyAsync(s.Slow.Two, pair.Left, pair.Right, cancellationToken: s.Token))),
        InParallel("imap", 2, s => Collect(s.Pool.Imap(s.Slow.Pair, s.Pairs, cancellationToken: s.Token))),
        Unordered("imap_unordered", 2, s => Collect(s.Pool.ImapUnordered(s.Slow.Pair, s.Pairs, cancellationToken: s.Token))),
    ];

    private static Method OneByOne(string name, int arguments, Func<Setting, Task<long[]>> run) =>
        new(name, arguments, CallOrder.OneByOne, run);

    private static Method InParallel(string name, int arguments, Func<Setting, Task<long[]>> run) =>
        new(name, arguments, CallOrder.Parallel, run);

    private static Method Unordered(string name, int arguments, Func<Setting, Task<long[]>> run) =>
        new(name, arguments, CallOrder.Unordered, run);

    private static Task<long[]> Each<TItem>(TItem[] items, Setting setting, Func<TItem, long> call)
    {
        var results = new long[items.Length];
        for (int index = 0; index < items.Length; index++)
        {
            setting.Token.ThrowIfCancellationRequested();
            results[index] = call(items[index]);
        }

        return Task.FromResult(results);
    }

    /// <summary>Starts all calls, and only then waits for the first.</summary>
    private static async Task<long[]> Collect<TItem>(TItem[] items, Func<TItem, AsyncResult<long>> start)
    {
        AsyncResult<long>[] pending = Array.ConvertAll(items, item => start(item));
        var results = new long[pending.Length];
        for (int index = 0; index < pending.Length; index++)
        {
            results[index] = await pending[index];
        }

        return results;
    }

    private static async Task<long[]> Collect(ImapResult<long> values)
    {
        var results = new List<long>();
        await foreach (long value in values)
        {
            results.Add(value);
        }

        return [.. results];
    }
}
