namespace OrleansPool.Samples.Docs.Tpl;

/// <summary>What was written with the Task Parallel Library, and what is written here.</summary>
public static class TplExamples
{
    public static Task For(Pool pool)
    {
        #region tpl-for
        // var results = new int[1000]; Parallel.For(0, 1000, i => results[i] = Work(i));
        int[] results = pool.Map(Work, Enumerable.Range(0, 1000));           // the function returns; nobody writes into an array of the caller
        #endregion

        Assert.Equal(1999, results[999]);
        return Task.CompletedTask;
    }

    public static async Task ForEach(Pool pool)
    {
        #region tpl-foreach
        // await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (name, token) => await StoreAsync(name, token));
        await pool.ForEachAsync(StoreAsync, Names(), options: new JobOptions { MaxWorkers = 8 });
        #endregion
    }

    public static Task Plinq(Pool pool)
    {
        #region tpl-plinq
        // int sum = numbers.AsParallel().AsOrdered().Select(Work).Where(x => x > 10).Sum();
        int sum = pool.Imap(Work, Enumerable.Range(0, 100)).AsEnumerable().Where(x => x > 10).Sum();
        #endregion

        Assert.Equal(9975, sum);
        return Task.CompletedTask;
    }

    public static async Task Reduce(Pool pool)
    {
        #region tpl-reduce
        // long total = 0; Parallel.ForEach(numbers, x => Interlocked.Add(ref total, Work(x)));
        int[][] parts = [.. Enumerable.Range(0, 1000).Chunk(100)];
        long[] sums = await pool.MapAsync(part => part.Sum(x => (long)Work(x)), parts);
        long total = sums.Sum();                                             // a part each, added up here
        #endregion

        Assert.Equal(1_000_000, total);
    }

    public static async Task WhenAll(Pool pool)
    {
        #region tpl-run
        // int[] both = await Task.WhenAll(Task.Run(() => Work(1)), Task.Run(() => Work(2)));
        int[] both = await Task.WhenAll(pool.ApplyAsync(Work, 1).AsTask(), pool.ApplyAsync(Work, 2).AsTask());
        #endregion

        Assert.Equal([3, 5], both);
    }

    public static async Task Dataflow(Pool pool)
    {
        #region tpl-dataflow
        // var load = new TransformBlock<…>(…, new() { BoundedCapacity = 100 }); load.LinkTo(measure); …
        ImapResult<string> pages = pool.Imap(LoadAsync, Names(), options: new JobOptions { BufferSize = 100 });
        ImapResult<int> sizes = pool.Imap(page => page.Length, pages);
        await foreach (int size in sizes)
        {
            Console.WriteLine(size);
        }
        #endregion
    }

    private static int Work(int x) => (2 * x) + 1;

    private static string[] Names() => ["one", "three", "eight"];

    private static Task StoreAsync(string name, CancellationToken token) => Task.Delay(name.Length, token);

    private static async Task<string> LoadAsync(string name)
    {
        await Task.Yield();
        return $"content of {name}";
    }
}
