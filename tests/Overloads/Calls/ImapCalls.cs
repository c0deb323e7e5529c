using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class ImapCalls
{
    [Chooses(typeof(Func<string, int>), Items = typeof(IEnumerable<string>))]
    public static ImapResult<int> Files(Pool pool, string folder) => pool.ImapUnordered(Work.Length, Directory.EnumerateFiles(folder));

    [Chooses(typeof(Func<int, int>), Items = typeof(IAsyncEnumerable<int>))]
    public static ImapResult<int> Chained(Pool pool) => pool.Imap(Work.Slow, pool.Imap(Work.Slow, [1, 2, 3]));

    [Chooses(typeof(Func<int, Task<int>>), Items = typeof(IAsyncEnumerable<int>))]
    public static ImapResult<int> ChainedLambdas(Pool pool) =>
        pool.ImapUnordered(async x => await Work.SlowAsync(x), pool.Imap(x => x + 1, pool.Imap(text => text.Length, ["a"])));

    [Chooses(typeof(Func<int, int>), Items = typeof(IEnumerable<int>))]
    public static ImapResult<int> Endless(Pool pool) => pool.Imap(x => x, Enumerable.Repeat(1, int.MaxValue), chunkSize: 100);

    [Chooses(typeof(Func<string, CancellationToken, Task<string>>))]
    public static ImapResult<string> WithAndWithoutToken(Pool pool) => pool.Imap(Work.Load, ["a"]);

    [Chooses(typeof(Func<int, CancellationToken, ValueTask<int>>), Items = typeof(IAsyncEnumerable<int>))]
    public static ImapResult<int> ValueTask(Pool pool) => pool.ImapUnordered(Work.StoppableValueAsync, Work.Endless(), 5, new JobOptions());

    [Chooses(typeof(Func<int, int[]>))]
    public static ImapResult<int[]> Array(Pool pool) => pool.Imap(x => new[] { x }, [1]);
}
