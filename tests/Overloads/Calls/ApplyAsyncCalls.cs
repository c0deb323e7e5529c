using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class ApplyAsyncCalls
{
    [Chooses(typeof(Func<int>))]
    public static AsyncResult<int> NoArgument(Pool pool) => pool.ApplyAsync(Work.Answer);

    [Chooses(typeof(Func<Task<int>>))]
    public static AsyncResult<int> NoArgumentAsync(Pool pool) => pool.ApplyAsync(async () => await Work.AnswerAsync());

    [Chooses(typeof(Func<Task<int>>))]
    public static AsyncResult<int> NoArgumentTaskLambda(Pool pool) => pool.ApplyAsync(() => Task.Run(Work.Answer));

    [Chooses(typeof(Func<int, int>))]
    public static AsyncResult<int> MethodGroup(Pool pool) => pool.ApplyAsync(Work.Slow, 7);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static AsyncResult<int> TaskMethodGroup(Pool pool) => pool.ApplyAsync(Work.SlowAsync, 7);

    [Chooses(typeof(Func<int, ValueTask<int>>))]
    public static AsyncResult<int> ValueTaskMethodGroup(Pool pool) => pool.ApplyAsync(Work.SlowValueAsync, 7);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static AsyncResult<int> AsyncLambda(Pool pool) => pool.ApplyAsync(async value => await Work.SlowValueAsync(value), 7);

    [Chooses(typeof(Func<int, CancellationToken, Task<int>>))]
    public static AsyncResult<int> AsyncLambdaWithToken(Pool pool) =>
        pool.ApplyAsync(async (value, token) => await Work.StoppableAsync(value, token), 7);

    [Chooses(typeof(Func<int, int, int, int>))]
    public static AsyncResult<int> ThreeArguments(Pool pool) => pool.ApplyAsync((a, b, c) => a + b + c, 1, 2, 3);

    [Chooses(typeof(Func<int, int, int, int, int, int, int, int>))]
    public static AsyncResult<int> SevenArguments(Pool pool) => pool.ApplyAsync(Work.Sum, 1, 2, 3, 4, 5, 6, 7);

    [Chooses(typeof(Action))]
    public static AsyncResult Void(Pool pool) => pool.ApplyAsync(Work.Run);

    [Chooses(typeof(Action<int>))]
    public static AsyncResult VoidOfOne(Pool pool) => pool.ApplyAsync(Work.Touch, 1);

    [Chooses(typeof(Action<string>))]
    public static AsyncResult VoidOfOverloads(Pool pool) => pool.ApplyAsync(Console.WriteLine, "hello");

    [Chooses(typeof(Func<Task>))]
    public static AsyncResult AsyncLambdaWithoutResult(Pool pool) => pool.ApplyAsync(async () => { await Task.Yield(); });

    [Chooses(typeof(Func<CancellationToken, Task>))]
    public static AsyncResult AsyncLambdaWithoutResultWithToken(Pool pool) =>
        pool.ApplyAsync(async (CancellationToken token) => { await Task.FromCanceled(token); });

    [Chooses(typeof(Func<int, Task>))]
    public static AsyncResult AsyncLambdaOfOneWithoutResult(Pool pool) =>
        pool.ApplyAsync(async value => { await Work.TouchAsync(value); }, 1);

    [Chooses(typeof(Func<int, ValueTask>))]
    public static AsyncResult ValueTaskWithoutResult(Pool pool) => pool.ApplyAsync(Work.TouchValueAsync, 1);

    [Chooses(typeof(Func<int, int>))]
    public static AsyncResult<int> WithAllNamed(Pool pool) =>
        pool.ApplyAsync(
            Work.Slow, 7, options: new JobOptions(), callback: null, errorCallback: null, cancellationToken: CancellationToken.None);

    [Chooses(typeof(Func<string, int>))]
    public static AsyncResult<int> NullArgument(Pool pool) => pool.ApplyAsync((string? text) => text?.Length ?? 0, null);
}
