using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>A refusal says what is wrong, with the value, and ends with what to do.</summary>
public sealed class MessageTests(EmbeddedFixture fixture) : IClassFixture<EmbeddedFixture>
{
    private static readonly TimeSpan TooLong = TimeSpan.FromDays(99);
    private static readonly TimeSpan Negative = TimeSpan.FromSeconds(-2);

    // By what the message must hold.
    private static readonly Dictionary<string, Func<Pool, Task>> Refusals = new()
    {
        ["ChunkSize is 0"] = Job(new() { ChunkSize = 0 }),
        ["ErrorMode is FailFast and Collect at once"] = Job(new() { ErrorMode = ErrorMode.FailFast | ErrorMode.Collect }),
        ["ItemTimeout is 00:00:03, longer than Timeout, which is 00:00:02"] = Job(new() { Timeout = Seconds(2), ItemTimeout = Seconds(3) }),
        ["Retry.Delay is 00:00:03, longer than Timeout, which is 00:00:02"] = Job(new() { Timeout = Seconds(2), Retry = new() { Delay = Seconds(3) } }),
        ["Retry.Exceptions has OrleansPool.WorkerLostException"] = Job(new() { Retry = RetryOptions.On<WorkerLostException>() }),
        ["ErrorMode is 77"] = Job(new() { ErrorMode = (ErrorMode)77 }),
        ["ErrorMode is Collect"] = pool => pool.Imap(x => x, [1], options: new() { ErrorMode = ErrorMode.Collect }).NextAsync(),
        ["Timeout is 00:00:00"] = Job(new() { Timeout = TimeSpan.Zero }),
        ["Timeout is 99.00:00:00"] = Job(new() { Timeout = TooLong }),
        ["ItemTimeout is 00:00:00"] = Job(new() { ItemTimeout = TimeSpan.Zero }),
        ["ItemTimeoutGrace is -00:00:02"] = Job(new() { ItemTimeoutGrace = Negative }),
        ["MaxAttempts is 101"] = Job(new() { MaxAttempts = 101 }),
        ["Hedge is set and MaxAttempts is 1"] = Job(new() { Hedge = true, MaxAttempts = 1 }),
        ["BufferSize is -3"] = Job(new() { BufferSize = -3 }),
        ["BufferBytes is 0"] = Job(new() { BufferBytes = 0 }),
        ["Name has 201 characters"] = Job(new() { Name = new string('x', 201) }),
        ["Retry.Attempts is 1001"] = Job(new() { Retry = new() { Attempts = 1001 } }),
        ["Retry.Delay is -00:00:02"] = Job(new() { Retry = new() { Delay = Negative } }),
        ["Retry.MaxDelay is 99.00:00:00"] = Job(new() { Retry = new() { MaxDelay = TooLong } }),
        ["Retry.MaxDelay, which is 00:00:00"] = Job(new() { Retry = new() { MaxDelay = TimeSpan.Zero } }),
        ["Retry.Factor is 0.9"] = Job(new() { Retry = new() { Factor = 0.9 } }),
        ["Retry.Jitter is 1.5"] = Job(new() { Retry = new() { Jitter = 1.5 } }),
        ["Retry.Exceptions is null"] = Job(new() { Retry = new() { Exceptions = null! } }),
        ["Retry.Exceptions has System.String"] = Job(new() { Retry = new() { Exceptions = [typeof(string)] } }),
        ["Labels has 65 labels"] = Job(new() { Labels = Enumerable.Range(0, 65).ToDictionary(n => $"l{n}", n => "a") }),
        ["Labels is null"] = Job(new() { Labels = null! }),
        ["Labels has the name 'g,p'"] = Job(new() { Labels = { ["g,p"] = "1" } }),
        ["Labels has gpu=' '"] = Job(new() { Labels = { ["gpu"] = " " } }),
        ["no silo has gpu=3"] = Job(new() { Labels = { ["gpu"] = "3" } }),
        ["no silo has planet=mars"] = Job(new() { Labels = { ["planet"] = "mars" } }),
        ["Weight is -1; it must be 0.001 to 1000"] = Job(new() { Weight = -1 }),
        ["Weight is NaN"] = Job(new() { Weight = double.NaN }),
        ["MaxWorkers is 0; it must be at least 1"] = Job(new() { MaxWorkers = 0 }),
        ["ItemTimeout is 00:00:00.0005000; it must be 1 ms to 49 days"] = Job(new() { ItemTimeout = TimeSpan.FromMilliseconds(0.5) }),
        ["chunk size is -1"] = pool => pool.MapAsync(x => x, [1], chunkSize: -1).AsTask(),
        ["Workers is 5000"] = Local(options => options.Workers = 5000),
        ["MaxWorkers is 0"] = Local(options => options.MaxWorkers = 0),
        ["Weight is 1000.5; it must be 0.001 to 1000"] = Local(options => options.Weight = 1000.5),
        ["Weight is 0; it must be"] = Cluster(options => options.Weight = 0),
        ["BurstWorkers is -1; it must be 0 to 4096"] = Local(options => options.BurstWorkers = -1),
        ["BurstWorkers is 3, but"] = Cluster(options => options.BurstWorkers = 3),
        ["Labels has 1 labels, but"] = Cluster(options => options.Labels["gpu"] = "1"),
        ["ConfigureServices is set, but"] = Cluster(options => options.ConfigureServices = _ => { }),
        ["Isolation is 7; it must be Thread or Process"] = Local(options => options.Isolation = (Isolation)7),
        ["ConfigureServices is set and Isolation is Process"] = Local(options => (options.Isolation, options.ConfigureServices) = (Isolation.Process, _ => { })),
        ["WorkerMemoryBytes is 1; it must be 134217728"] = Local(options => (options.Isolation, options.WorkerMemoryBytes) = (Isolation.Process, 1)),
        ["WorkerMemoryBytes is 1073741824 and Isolation is Thread"] = Local(options => options.WorkerMemoryBytes = 1 << 30),
        ["WorkerMemoryBytes is 1073741824, but the silos"] = Cluster(options => options.WorkerMemoryBytes = 1 << 30),
        ["WorkerMemoryBytes is 2; it must be 134217728"] = Silo(options => options.WorkerMemoryBytes = 2),
        ["MaxPackageBytes is 1000; it must be 1024 to 17179869184"] = Local(options => options.MaxPackageBytes = 1000),
        ["MaxTasksPerWorker is -1"] = Local(options => options.MaxTasksPerWorker = -1),
        ["Initializer takes parameters: Int32 "] = Local(options => options.Initializer = (int x) => x),
        ["InitializerTimeout is 00:00:00"] = Local(options => options.InitializerTimeout = TimeSpan.Zero),
        ["Finalizer takes several parameters: Int32 "] = Local(options => options.Finalizer = (int x, int y) => x + y),
        ["there is no Initializer"] = Local(options => options.Finalizer = (int x) => x),
        ["FinalizerTimeout is -00:00:02"] = Local(options => options.FinalizerTimeout = Negative),
        ["ClusterId is ' '"] = Local(options => options.ClusterId = " "),
        ["MaxItemBytes is 1073741825"] = Local(options => options.MaxItemBytes = (1L << 30) + 1),
        ["MaxSharedBytes is 0"] = Local(options => options.MaxSharedBytes = 0),
        ["The value to share cannot be sent: A System.IO.MemoryStream"] = pool => pool.ShareAsync(new MemoryStream()),
        ["cannot be sent: A System.Lazy<System.Int32>"] = pool => pool.ShareAsync<object>(new Lazy<int>(3)),
        ["Workers is 3, but"] = Cluster(options => options.Workers = 3),
        ["Workers is 0; it must be 1 to 4096"] = Silo(options => options.Workers = 0),
        ["DrainTime is 2.00:00:00; it must be zero to 1 day"] = Silo(options => options.DrainTime = TimeSpan.FromDays(2)),
        ["BurstWorkers is 4097; it must be 0 to 4096"] = Silo(options => options.BurstWorkers = 4097),
        ["MaxPackageBytes is 1; it must be 1024 to 17179869184"] = Silo(options => options.MaxPackageBytes = 1),
        ["MaxClientCodeBytes is 2; it must be 1024 to 1099511627776"] = Silo(options => options.MaxClientCodeBytes = 2),
        ["MaxCodeFolderBytes is 3; it must be 1024 to 1099511627776"] = Silo(options => options.MaxCodeFolderBytes = 3),
        ["CodeFolder /tmp can be written by others than its owner (mode 1777). Let nobody else"] = Silo(options => (options.Code, options.CodeFolder) = (CodePolicy.Any, "/tmp")),
        ["MaxClientPackages is 0; it must be 1 to 4096"] = Silo(options => options.MaxClientPackages = 0),
        ["MaxPackages is 0; it must be 1 to 4096"] = Silo(options => options.MaxPackages = 0),
        ["Labels has the name 'a=b'"] = Silo(options => options.Labels["a=b"] = "1"),
        ["Code is Signed, and there is no key"] = Silo(options => options.Code = CodePolicy.Signed),
        ["A code key is wrong: "] = Silo(options =>
        {
            options.Code = CodePolicy.Signed;
            options.CodeKeys.Add("short");
        }),
        ["'localhost' is not a gateway"] = _ => Pool.ConnectAsync("localhost"),
        ["',' has no gateway"] = _ => Pool.ConnectAsync(","),
        ["time-out is -00:00:02"] = pool => pool.ApplyAsync((x, token) => Held(x, token), 1).GetAsync(Negative),
        ["was not ready after 00:00:00.0010000: 0 of 1"] = pool => pool.ApplyAsync((x, token) => Held(x, token), 1).GetAsync(TimeSpan.FromMilliseconds(1)),
        ["within 00:00:00.0010000; 0 items"] = pool => pool.Imap((x, token) => Held(x, token), [1]).NextAsync(TimeSpan.FromMilliseconds(1)),
        ["within its Timeout of 00:00:00.0010000"] = pool => pool.ApplyAsync((x, token) => Held(x, token), 1, new JobOptions { Timeout = TimeSpan.FromMilliseconds(1) }).AsTask(),
        ["its ItemTimeout of 00:00:00.0010000"] = pool => pool.ApplyAsync((x, token) => Held(x, token), 1, new JobOptions { ItemTimeout = TimeSpan.FromMilliseconds(1) }).AsTask(),
        ["is not ready: 0 items"] = pool => Task.FromResult(pool.MapAsync((x, token) => Held(x, token), [1]).Outcomes),
        ["not ready: 0 items are done. Wait for it before asking"] = pool => Task.FromResult(pool.MapAsync((x, token) => Held(x, token), [1]).IsSuccessful),
        ["all 0 were read"] = pool => pool.Imap(x => x, Array.Empty<int>()).NextAsync(),
        ["Task<int>"] = pool => pool.MapAsync<int, Task<int>>(Task.FromResult, [1]).AsTask(),
        ["A CancellationToken is passed"] = pool => pool.ApplyAsync((int x, CancellationToken token) => x, 1, CancellationToken.None).AsTask(),
        ["no PoolContext here"] = _ => Task.FromResult(PoolContext.Current),
        ["not a System.String"] = pool => pool.ApplyAsync(_ => PoolContext.Current.GetState<string>(), 1).AsTask(),
        ["The function captures 'stream', a System.IO.MemoryStream"] = CapturedStream,
        ["System.IO.Stream"] = pool => pool.MapAsync(x => x.Length, new[] { Stream.Null }).AsTask(),
        ["System.IO.FileStream"] = pool => pool.MapAsync(FileStream (int x) => throw new IOException($"{x}"), [1]).AsTask(),
        ["Item 0 (System.Object) could not be encoded"] = pool => pool.MapAsync(x => 1, new object[] { new Lazy<int>(3) }).AsTask(),
        ["The result of item 0 (System.Object) could not be encoded"] = pool => pool.MapAsync(object (x) => new MemoryStream(x), [1]).AsTask(),
        ["Item 0 has 1"] = WithSmallItems(pool => pool.ApplyAsync(x => x.Length, new byte[100_000])),
        ["The result of item 0 has 1"] = WithSmallItems(pool => pool.ApplyAsync(x => new byte[x], 100_000)),
        ["the limit is 10000"] = WithSmallItems(LargeCapture),
        ["The pool was closed"] = WithPool(pool =>
        {
            pool.Close();
            return pool.ApplyAsync(x => x, 1).AsTask();
        }),
        ["The pool was terminated"] = WithPool(pool =>
        {
            pool.Terminate();
            return pool.ApplyAsync(x => x, 1).AsTask();
        }),
        ["The pool is open, with 0 jobs"] = WithPool(pool => pool.JoinAsync()),
        ["1 jobs were still under way after 00:00:00.0010000"] = WithPool(pool =>
        {
            _ = pool.ApplyAsync((x, token) => Held(x, token), 1);
            pool.Close();
            return pool.JoinAsync(TimeSpan.FromMilliseconds(1));
        }),
    };

    public static TheoryData<string> Names => [.. Refusals.Keys];

    [Theory(Timeout = Bound.Test)]
    [MemberData(nameof(Names))]
    public async Task Refusal_HoldsTheValueAndEndsWithWhatToDo(string name)
    {
        Exception? error = await Record.ExceptionAsync(async () => await Refusals[name](fixture.Pool).Bounded());
        Assert.NotNull(error);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Advice.IsIn(error);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ContradictingOptions_AreAllInOneMessage()
    {
        var job = new JobOptions
        {
            ErrorMode = ErrorMode.FailFast,
            Timeout = TimeSpan.Zero,
            MaxAttempts = 0,
            Retry = new RetryOptions { Delay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(1) },
        };
        var error = Assert.Throws<OptionsValidationException>(() => fixture.Pool.Imap(x => x, [1], chunkSize: 0, options: job));
        Assert.Equal(5, error.Failures.Count());
        Assert.All(error.Failures, failure => Assert.Contains(failure, error.Message, StringComparison.Ordinal));

        error = await Assert.ThrowsAsync<OptionsValidationException>(() => Pool.ConnectAsync("localhost:30000", options =>
        {
            options.Workers = 2;
            options.MaxWorkers = 0;
            options.ClusterId = "";
        }));
        Assert.Equal(3, error.Failures.Count());
    }

    [Fact]
    public void OptionsThatCannotHoldTogether_AreAllInOneMessage()
    {
        var job = new JobOptions
        {
            ErrorMode = ErrorMode.FailFast | ErrorMode.Collect,
            Timeout = Seconds(2),
            ItemTimeout = Seconds(3),
            Retry = new RetryOptions { Delay = Seconds(4), Exceptions = [typeof(PayloadTooLargeException)] },
            Labels = { ["gpu"] = "3" },
            Weight = -1,
        };
        var error = Assert.Throws<OptionsValidationException>(() => fixture.Pool.MapAsync(x => x, [1], options: job));
        Assert.Equal(6, error.Failures.Count());
        Assert.Contains("gpu", error.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OptionsThatOnlySeemToContradict_AreTaken()
    {
        var job = new JobOptions
        {
            ErrorMode = ErrorMode.FailFast,
            Timeout = Seconds(30),
            ItemTimeout = Seconds(30),
            Retry = new RetryOptions { Delay = Seconds(30), MaxDelay = Seconds(60), Exceptions = [typeof(PoolException)] },
            BufferSize = 1,
            ChunkSize = 10,
        };
        Expect.Items([1, 2], await fixture.Pool.MapAsync(x => x, [1, 2], chunkSize: 5, options: job).Bounded());
        job = new JobOptions { Timeout = Seconds(20), Retry = new RetryOptions { Attempts = 1, Delay = Seconds(30) } };
        Assert.Equal(1, await fixture.Pool.ApplyAsync(x => x, 1, job).Bounded());
    }

    private static TimeSpan Seconds(int count) => TimeSpan.FromSeconds(count);

    private static Func<Pool, Task> Job(JobOptions options) => pool => pool.MapAsync(x => x, [1], options: options).AsTask();

    private static Func<Pool, Task> Local(Action<PoolOptions> configure) => _ => LocalPool.StartAsync(configure);

    private static Func<Pool, Task> Cluster(Action<PoolOptions> configure) => _ => Pool.ConnectAsync("localhost:30000", configure);

    // They are checked when the silo starts; here without the rest of it.
    private static Func<Pool, Task> Silo(Action<PoolSiloOptions> configure) => _ =>
    {
        using IHost host = new HostBuilder().UseOrleans(silo => silo.UseLocalhostClustering().AddOrleansPool(configure)).Build();
        return Task.FromResult(host.Services.GetRequiredService<IOptions<PoolSiloOptions>>().Value);
    };

    private static Func<Pool, Task> WithSmallItems<T>(Func<Pool, AsyncResult<T>> start) => async _ =>
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.MaxItemBytes = 10_000).Bounded();
        await start(pool).Bounded();
    };

    private static Func<Pool, Task> WithPool(Func<Pool, Task> use) => async _ =>
    {
        Pool pool = await LocalPool.StartAsync().Bounded();
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

    private static Task CapturedStream(Pool pool)
    {
        var stream = new MemoryStream();
        return pool.ApplyAsync(x => stream.Length + x, 1).AsTask();
    }

    private static AsyncResult<byte> LargeCapture(Pool pool)
    {
        var captured = new byte[100_000];
        return pool.ApplyAsync(x => captured[x], 1);
    }

    private static int Held(int x, CancellationToken token)
    {
        token.WaitHandle.WaitOne(TimeSpan.FromSeconds(2));
        token.ThrowIfCancellationRequested();
        return x;
    }
}
