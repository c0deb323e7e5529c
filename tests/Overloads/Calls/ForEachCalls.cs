using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class ForEachCalls
{
    [Chooses(typeof(Action<int>), Items = typeof(IEnumerable<int>))]
    public static void Blocking(Pool pool) => pool.ForEach(Work.Touch, [1, 2]);

    [Chooses(typeof(Func<int, Task>))]
    public static void BlockingAsyncLambda(Pool pool) => pool.ForEach(async x => await Work.TouchAsync(x), [1, 2]);

    [Chooses(typeof(Action<int>))]
    public static AsyncResult Action(Pool pool) => pool.ForEachAsync(x => Work.Touch(x), [1]);

    [Chooses(typeof(Action<int>))]
    public static AsyncResult ValueIsDropped(Pool pool) => pool.ForEachAsync(x => Work.Slow(x), [1]);

    [Chooses(typeof(Action<string>))]
    public static AsyncResult FrameworkOverloads(Pool pool) => pool.ForEachAsync(Console.WriteLine, ["a"]);

    [Chooses(typeof(Func<int, Task>))]
    public static AsyncResult AsyncLambda(Pool pool) => pool.ForEachAsync(async x => { await Work.TouchAsync(x); }, [1]);

    [Chooses(typeof(Func<int, Task>))]
    public static AsyncResult TaskMethodGroup(Pool pool) => pool.ForEachAsync(Work.TouchAsync, [1]);

    [Chooses(typeof(Func<int, ValueTask>))]
    public static AsyncResult ValueTaskMethodGroup(Pool pool) => pool.ForEachAsync(Work.TouchValueAsync, [1]);

    [Chooses(typeof(Func<int, CancellationToken, Task>), Items = typeof(IAsyncEnumerable<int>))]
    public static AsyncResult AsyncLambdaWithToken(Pool pool) =>
        pool.ForEachAsync(async (x, token) => { await Work.StoppableAsync(x, token); }, Work.Endless(), chunkSize: 3);

    [Chooses(typeof(Action<int, CancellationToken>))]
    public static AsyncResult ActionWithToken(Pool pool) => pool.ForEachAsync((x, token) => Work.Touch(Work.Stoppable(x, token)), [1]);

    [Chooses(typeof(Action<int>), Items = typeof(IAsyncEnumerable<int>))]
    public static AsyncResult AsyncItems(Pool pool) => pool.ForEachAsync(Work.Touch, Work.Endless());

    [Chooses(typeof(Func<int, ValueTask>), Items = typeof(IAsyncEnumerable<int>))]
    public static void BlockingOverAsyncItems(Pool pool) => pool.ForEach(Work.TouchValueAsync, Work.Endless());

    [Chooses(typeof(Func<int, Task>), Items = typeof(IAsyncEnumerable<int>))]
    public static AsyncResult OverAnImap(Pool pool) => pool.ForEachAsync(async x => await Work.TouchAsync(x), pool.Imap(Work.Slow, [1]));

    [Chooses(typeof(Func<int, Task>))]
    public static AsyncResult Throw(Pool pool) => pool.ForEachAsync(x => throw new InvalidOperationException($"{x}"), [1]);
}
