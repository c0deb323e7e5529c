using OrleansPool.OverloadTests.Reading;

namespace OrleansPool.OverloadTests.Calls;

public static class ApplyCalls
{
    [Chooses(typeof(Func<int>))]
    public static int NoArgument(Pool pool) => pool.Apply(Work.Answer);

    [Chooses(typeof(Func<Task<int>>))]
    public static int NoArgumentTask(Pool pool) => pool.Apply(Work.AnswerAsync);

    [Chooses(typeof(Func<int>))]
    public static int NoArgumentLambda(Pool pool) => pool.Apply(() => Work.Answer());

    [Chooses(typeof(Func<Task<int>>))]
    public static int NoArgumentAsyncLambda(Pool pool) => pool.Apply(async () => await Work.AnswerAsync());

    [Chooses(typeof(Func<CancellationToken, Task<int>>))]
    public static int NoArgumentAsyncLambdaWithToken(Pool pool) =>
        pool.Apply(async (CancellationToken token) => await Work.StoppableAsync(1, token));

    [Chooses(typeof(Func<int, int>))]
    public static int MethodGroup(Pool pool) => pool.Apply(Work.Slow, 7);

    [Chooses(typeof(Func<int, Task<int>>))]
    public static int TaskMethodGroup(Pool pool) => pool.Apply(Work.SlowAsync, 7);

    [Chooses(typeof(Func<int, ValueTask<int>>))]
    public static int ValueTaskMethodGroup(Pool pool) => pool.Apply(Work.SlowValueAsync, 7);

    [Chooses(typeof(Func<int, CancellationToken, int>))]
    public static int TokenMethodGroup(Pool pool) => pool.Apply(Work.Stoppable, 7);

    [Chooses(typeof(Func<int, CancellationToken, Task<int>>))]
    public static int TaskTokenMethodGroup(Pool pool) => pool.Apply(Work.StoppableAsync, 7);

    [Chooses(typeof(Func<int, CancellationToken, ValueTask<int>>))]
    public static int ValueTaskTokenMethodGroup(Pool pool) => pool.Apply(Work.StoppableValueAsync, 7);

    [Chooses(typeof(Func<int, int, int>))]
    public static int TwoArguments(Pool pool) => pool.Apply((a, b) => a * b, 6, 7);

    [Chooses(typeof(Func<int, string, CancellationToken, Task<string>>))]
    public static string TwoArgumentsAsyncWithToken(Pool pool) =>
        pool.Apply(async (count, text, token) => await Work.Load(text + count, token), 3, "x");

    [Chooses(typeof(Func<int, int, int, int, int, int, int, int>))]
    public static int SevenArguments(Pool pool) => pool.Apply(Work.Sum, 1, 2, 3, 4, 5, 6, 7);

    [Chooses(typeof(Func<int, int, int, int, int, int, int, CancellationToken, ValueTask<int>>))]
    public static int SevenArgumentsValueTask(Pool pool) =>
        pool.Apply(
            (a, b, c, d, e, f, g, token) => Work.StoppableValueAsync(a + b + c + d + e + f + g, token), 1, 2, 3, 4, 5, 6, 7);

    [Chooses(typeof(Action))]
    public static void Void(Pool pool) => pool.Apply(Work.Run);

    [Chooses(typeof(Action))]
    public static void VoidBlock(Pool pool) => pool.Apply(() => { Work.Run(); });

    [Chooses(typeof(Action<int>))]
    public static void VoidOfOne(Pool pool) => pool.Apply(Work.Touch, 1);

    [Chooses(typeof(Action<int, CancellationToken>))]
    public static void VoidOfOneWithToken(Pool pool) => pool.Apply((value, token) => Work.Touch(Work.Stoppable(value, token)), 1);

    [Chooses(typeof(Func<int, Task>))]
    public static void TaskOfOne(Pool pool) => pool.Apply(Work.TouchAsync, 1);

    [Chooses(typeof(Func<int, ValueTask>))]
    public static void ValueTaskOfOne(Pool pool) => pool.Apply(Work.TouchValueAsync, 1);

    [Chooses(typeof(Func<Task>))]
    public static void AsyncLambdaWithoutResult(Pool pool) => pool.Apply(async () => await Task.Yield());

    [Chooses(typeof(Func<Task>))]
    public static void TaskLambdaWithoutResult(Pool pool) => pool.Apply(() => Work.TouchAsync(1));

    [Chooses(typeof(Func<int, int>))]
    public static int WithOptions(Pool pool) =>
        pool.Apply(Work.Slow, 7, new JobOptions { MaxAttempts = 1 }, CancellationToken.None);

    [Chooses(typeof(Func<Task>))]
    public static void NoReturnLambda(Pool pool) => pool.Apply(() => throw new InvalidOperationException("always"));

    [Chooses(typeof(Func<int, string>))]
    public static string Local(Pool pool)
    {
        return pool.Apply(Text, 5);

        static string Text(int value) => $"{value}";
    }

    [Chooses(typeof(Func<int, string>))]
    public static string Delegate(Pool pool)
    {
        Func<int, string> text = value => $"{value}";
        return pool.Apply(text, 5);
    }
}
