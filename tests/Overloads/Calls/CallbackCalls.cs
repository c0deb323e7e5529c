using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class CallbackCalls
{
    [Chooses(typeof(Func<int, int>), Callback = typeof(Action<int>), ErrorCallback = typeof(Action<Exception>))]
    public static AsyncResult<int> SyncSync(Pool pool) =>
        pool.ApplyAsync(Work.Slow, 7, callback: Console.WriteLine, errorCallback: e => Work.Log(e));

    [Chooses(typeof(Func<int, int>), Callback = typeof(Func<int, Task>), ErrorCallback = typeof(Action<Exception>))]
    public static AsyncResult<int> AsyncSync(Pool pool) =>
        pool.ApplyAsync(Work.Slow, 7, callback: async value => await Work.TouchAsync(value), errorCallback: Work.Log);

    [Chooses(typeof(Func<int, int>), Callback = typeof(Action<int>), ErrorCallback = typeof(Func<Exception, Task>))]
    public static AsyncResult<int> SyncAsync(Pool pool) =>
        pool.ApplyAsync(Work.Slow, 7, callback: value => Work.Touch(value), errorCallback: async e => await Work.LogAsync(e));

    [Chooses(typeof(Func<int, int>), Callback = typeof(Func<int, Task>), ErrorCallback = typeof(Func<Exception, Task>))]
    public static AsyncResult<int> AsyncAsync(Pool pool) =>
        pool.ApplyAsync(Work.Slow, 7, callback: Work.TouchAsync, errorCallback: Work.LogAsync);

    [Chooses(typeof(Func<int, int>), Callback = typeof(Action<int>))]
    public static AsyncResult<int> OnlyCallback(Pool pool) => pool.ApplyAsync(Work.Slow, 7, callback: new List<int>().Add);

    [Chooses(typeof(Func<int, int>), ErrorCallback = typeof(Func<Exception, Task>))]
    public static AsyncResult<int> OnlyAsyncErrorCallback(Pool pool) =>
        pool.ApplyAsync(Work.Slow, 7, errorCallback: async error => { await Work.LogAsync(error); });

    [Chooses(typeof(Func<int, int>), Callback = typeof(Func<int, Task>))]
    public static AsyncResult<int> PositionalAsync(Pool pool) =>
        pool.ApplyAsync(Work.Slow, 7, null, async value => { await Work.TouchAsync(value); });

    [Chooses(typeof(Func<int, Task<int>>), Callback = typeof(Action<int>))]
    public static AsyncResult<int> BesideAsyncFunction(Pool pool) =>
        pool.ApplyAsync(async value => await Work.SlowAsync(value), 7, callback: value => Console.WriteLine(value));

    [Chooses(typeof(Func<int, Task<int>>), Callback = typeof(Func<int, Task>))]
    public static AsyncResult<int> AsyncBesideTaskMethodGroup(Pool pool) =>
        pool.ApplyAsync(Work.SlowAsync, 7, callback: async value => { await Work.TouchAsync(value); });

    [Chooses(
        typeof(Func<int, CancellationToken, Task<int>>), Callback = typeof(Action<int>), ErrorCallback = typeof(Func<Exception, Task>))]
    public static AsyncResult<int> BesideTokenFunction(Pool pool) =>
        pool.ApplyAsync(Work.StoppableAsync, 7, callback: value => Work.Touch(value), errorCallback: error => Work.LogAsync(error));

    [Chooses(typeof(Func<int, int>), Callback = typeof(Action<int>))]
    public static AsyncResult<int> Expression(Pool pool) => pool.ApplyAsync(Work.Slow, 7, callback: value => new HashSet<int>().Add(value));

    [Chooses(typeof(Action), Callback = typeof(Action), ErrorCallback = typeof(Action<Exception>))]
    public static AsyncResult NoResult(Pool pool) => pool.ApplyAsync(Work.Run, callback: () => Work.Run(), errorCallback: Work.Log);

    [Chooses(typeof(Action), Callback = typeof(Func<Task>))]
    public static AsyncResult NoResultAsync(Pool pool) => pool.ApplyAsync(Work.Run, callback: async () => await Task.Yield());

    [Chooses(typeof(Func<int, Task>), Callback = typeof(Func<Task>), ErrorCallback = typeof(Func<Exception, Task>))]
    public static AsyncResult NoResultBothAsync(Pool pool) =>
        pool.ApplyAsync(Work.TouchAsync, 1, callback: async () => await Task.Yield(), errorCallback: async e => await Work.LogAsync(e));

    [Chooses(typeof(Func<int, int>), Callback = typeof(Action<int[]>), ErrorCallback = typeof(Action<Exception>))]
    public static MapResult<int> Map(Pool pool) =>
        pool.MapAsync(x => x * x, [1, 2, 3], callback: squares => Console.WriteLine(squares.Length), errorCallback: Work.Log);

    [Chooses(typeof(Func<int, Task<int>>), Callback = typeof(Func<int[], Task>), ErrorCallback = typeof(Action<Exception>))]
    public static MapResult<int> MapAsync(Pool pool) =>
        pool.MapAsync(
            async x => await Work.SlowAsync(x), [1], callback: async all => await Work.TouchAsync(all[0]), errorCallback: Work.Log);

    [Chooses(typeof(Func<int, int, int>), Callback = typeof(Func<int[], Task>))]
    public static MapResult<int> StarMap(Pool pool) =>
        pool.StarMapAsync(Work.Add, [(1, 2)], callback: async sums => { await Work.TouchAsync(sums.Length); });

    [Chooses(typeof(Func<int, Task>), Callback = typeof(Func<Task>), ErrorCallback = typeof(Action<Exception>))]
    public static AsyncResult ForEach(Pool pool) =>
        pool.ForEachAsync(async x => { await Work.TouchAsync(x); }, [1], callback: async () => await Task.Yield(), errorCallback: Work.Log);
}
