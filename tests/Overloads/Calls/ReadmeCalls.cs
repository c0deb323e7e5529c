namespace OrleansPool.OverloadTests.Calls;

/// <summary>Calls in the statements users write around them: they need only compile.</summary>
public static class ReadmeCalls
{
    public static async Task<int> AwaitAsync(Pool pool, string folder)
    {
        var pairs = new List<(int, int)> { (1, 2) };
        int[] squares = await pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));
        int[] products = pool.StarMap((int a, int b) => a * b, pairs, chunkSize: 20);
        AsyncResult<int> result = pool.ApplyAsync(Work.Slow, 7, callback: Console.WriteLine, errorCallback: e => Work.Log(e));
        int total = squares.Length + products.Length + await result;
        await foreach (int length in pool.ImapUnordered(Work.Length, Directory.EnumerateFiles(folder)))
        {
            total += length;
        }

        await foreach (int next in pool.Imap(x => x + 1, pool.Imap(x => x * 2, Work.Endless())))
        {
            total += next;
        }

        await pool.ForEachAsync(Work.TouchAsync, squares, options: new JobOptions { MaxAttempts = 1 });
        await pool.ApplyAsync(Work.Run);
        await pool.ApplyAsync(async () => await Task.Yield());
        return total;
    }
}
