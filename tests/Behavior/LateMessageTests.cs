using Microsoft.Extensions.DependencyInjection;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What goes wrong after the call, in functions, workers and at the end of a pool, says with what numbers and ends with what to do.</summary>
public sealed class LateMessageTests(EmbeddedFixture fixture) : IClassFixture<EmbeddedFixture>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    // By what the message must hold.
    private static readonly Dictionary<string, Func<Pool, Task>> Errors = new()
    {
        ["did not end within 00:00:00.0500000 after its CancellationToken was cancelled"] = pool => pool.ApplyAsync(
            x => HeldFor(x),
            2,
            new JobOptions { ItemTimeout = Short, ItemTimeoutGrace = Short }).AsTask(),
        ["The pool was terminated while job"] = WithPool(_ => { }, async pool =>
        {
            AsyncResult<int> result = pool.ApplyAsync((x, token) => HeldFor(x, token), 2);
            await pool.TerminateAsync();
            await result;
        }),
        ["did not end within PoolOptions.InitializerTimeout of 00:00:00.0500000"] = WithPool(
            options => (options.Initializer, options.InitializerTimeout) = (() => HeldFor(2), Short),
            pool => pool.ApplyAsync(() => 1).AsTask()),
        ["did not end within PoolOptions.FinalizerTimeout of 00:00:00.0500000"] = WithPool(
            options => (options.Finalizer, options.FinalizerTimeout) = (() => HeldFor(2), Short),
            FinalizedAsync),
        ["returned has 2000"] = WithPool(options => options.Finalizer = () => new byte[2_000_000], FinalizedAsync),
        ["(System.IO.MemoryStream) could not be encoded"] = WithPool(options => options.Finalizer = object () => new MemoryStream(), FinalizedAsync),
        ["returned a System.Int32, not a System.String"] = WithPool(options => options.Finalizer = () => 1, async pool =>
        {
            await pool.ApplyAsync(() => 1);
            await pool.DisposeAsync();
            _ = pool.GetFinalizerResults<string>();
        }),
        ["takes a System.String, and the worker's state is a System.Int32"] = WithPool(
            options => (options.Initializer, options.Finalizer) = (() => 1, (string state) => state),
            FinalizedAsync),
        ["belong to no item"] = WithPool(options => options.Initializer = () => PoolContext.Current.JobId, pool => pool.ApplyAsync(() => 1).AsTask()),
        ["The finalizer of worker"] = WithPool(options => options.Finalizer = () => PoolContext.Current.Pool.Apply(() => 1), FinalizedAsync),
        ["has no service System.Net.Http.HttpClient"] = pool => pool.ApplyAsync(
            () => PoolContext.Current.Services.GetRequiredService<HttpClient>() is null).AsTask(),
        ["returned null instead of a Task"] = pool => pool.ApplyAsync(x => NoTask(x), 1).AsTask(),
        ["belongs to the silo"] = pool => pool.ApplyAsync(() => PoolContext.Current.Pool.Close()).AsTask(),
        ["cannot be used: its handle was disposed"] = async pool =>
        {
            Shared<int> shared = await pool.ShareAsync(1);
            shared.Dispose();
            _ = pool.ApplyAsync(() => shared.Value);
        },
        ["the limit is 1000"] = WithPool(options => options.MaxSharedBytes = 1000, pool => pool.ShareAsync(new byte[2000])),
    };

    public static TheoryData<string> Names => [.. Errors.Keys];

    [Theory(Timeout = Bound.Test)]
    [MemberData(nameof(Names))]
    public async Task Error_HoldsTheValueAndEndsWithWhatToDo(string name)
    {
        Exception? error = await Record.ExceptionAsync(async () => await Errors[name](fixture.Pool).Bounded());
        Assert.NotNull(error);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Advice.IsIn(error);
    }

    private static Func<Pool, Task> WithPool(Action<PoolOptions> configure, Func<Pool, Task> use) => async _ =>
    {
        Pool pool = await LocalPool.StartAsync(configure).Bounded();
        try
        {
            await use(pool).Bounded();
        }
        finally
        {
            await pool.TerminateAsync().Bounded();
            await pool.DisposeAsync().AsTask().Bounded();
        }
    };

    /// <summary>Throws what the one worker's finalizer failed with.</summary>
    private static async Task FinalizedAsync(Pool pool)
    {
        await pool.ApplyAsync(() => 1);
        await pool.DisposeAsync();
        throw Assert.Single(pool.FinalizerResults).Error!;
    }

    private static int HeldFor(int seconds, CancellationToken token = default)
    {
        token.WaitHandle.WaitOne(TimeSpan.FromSeconds(seconds));
        token.ThrowIfCancellationRequested();
        return seconds;
    }

    private static Task<int> NoTask(int x) => x == 1 ? null! : Task.FromResult(x);
}
