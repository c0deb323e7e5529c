using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

/// <summary>All arguments by name, and so in any order.</summary>
public static class NamedCalls
{
    private static readonly (int, int)[] Pairs = [(1, 2), (3, 4)];

    [Chooses(typeof(Func<string, int>))]
    public static int[] Map(Pool pool) =>
        pool.Map(
            function: text => text.Length,
            items: ["a"],
            chunkSize: 2,
            options: new JobOptions(),
            cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<int, int>))]
    public static MapResult<int> MapAsync(Pool pool) =>
        pool.MapAsync(
            function: x => x + 1,
            items: [1],
            chunkSize: 2,
            options: null,
            callback: values => Console.WriteLine(values.Length),
            errorCallback: error => Console.WriteLine(error.Message),
            cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<int, int, int>))]
    public static int[] StarMap(Pool pool) =>
        pool.StarMap(
            function: (a, b) => a * b,
            tuples: Pairs,
            chunkSize: 20,
            options: new JobOptions(),
            cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<int, int, int>), Items = typeof(IAsyncEnumerable<(int, int)>))]
    public static MapResult<int> StarMapAsync(Pool pool) =>
        pool.StarMapAsync(
            tuples: Pairs.ToAsyncEnumerable(),
            function: (a, b) => a * b,
            callback: values => Console.WriteLine(values.Length),
            errorCallback: error => Console.WriteLine(error.Message),
            chunkSize: 20);

    [Chooses(typeof(Func<int, int>))]
    public static ImapResult<int> Imap(Pool pool) =>
        pool.Imap(function: x => x + 1, items: Enumerable.Range(0, 3), chunkSize: 1, options: null, cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static ImapResult<int> ImapUnordered(Pool pool) =>
        pool.ImapUnordered(items: Enumerable.Range(0, 3), function: async x => await Work.SlowAsync(x), cancellationToken: CancellationToken.None);

    [Chooses(typeof(Action<int>))]
    public static AsyncResult ForEachAsync(Pool pool) =>
        pool.ForEachAsync(
            function: x => Work.Touch(x),
            items: [1],
            chunkSize: 1,
            options: null,
            callback: () => Console.WriteLine("done"),
            errorCallback: error => Console.WriteLine(error.Message),
            cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<int, int>))]
    public static int Apply(Pool pool) =>
        pool.Apply(function: Work.Slow, arg: 7, options: new JobOptions(), cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<int, int, int>))]
    public static AsyncResult<int> ApplyAsync(Pool pool) =>
        pool.ApplyAsync(
            function: (a, b) => a * b,
            arg1: 6,
            arg2: 7,
            options: null,
            callback: Console.WriteLine,
            errorCallback: error => Console.WriteLine(error.Message),
            cancellationToken: CancellationToken.None);
}
