namespace OrleansPool.Programs;

/// <summary>Programs with a pool, which tests start to see how their process lives and ends.</summary>
internal static class Program
{
    private const int NeverDisposedExitCode = 7;
    private const int Many = 200;

    private static readonly CountdownEvent Meeting = new(Many);
    private static Pool? NeverDisposed;

    public static async Task<int> Main(string[] arguments) => arguments switch
    {
        ["dispose"] => await DisposeAsync(),
        ["many"] => await MeetAsync(),
        ["static"] => await KeepAsync(),
        ["wait"] => await WaitAsync(),
        ["isolated"] => await IsolateAsync(isDropped: false),
        ["isolated-static"] => await IsolateAsync(isDropped: true),
        _ => throw new ArgumentException($"'{string.Join(' ', arguments)}' is none of: dispose, many, static, wait, isolated, isolated-static."),
    };

    /// <summary>Uses a pool and disposes it.</summary>
    private static async Task<int> DisposeAsync()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 2);
        Console.WriteLine((await pool.MapAsync(x => x * x, Enumerable.Range(0, 10))).Sum());
        return 0;
    }

    /// <summary>Many workers, all at work at the same time.</summary>
    private static async Task<int> MeetAsync()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = Many);
        await pool.ForEachAsync(_ => Meet(), Enumerable.Range(0, Many));
        Console.WriteLine(Meeting.InitialCount - Meeting.CurrentCount);
        return 0;
    }

    /// <summary>Ends with a pool that nobody disposes, and with a job under way in it.</summary>
    private static async Task<int> KeepAsync()
    {
        NeverDisposed = await LocalPool.StartAsync(options => options.Workers = 2);
        Console.WriteLine(await NeverDisposed.ApplyAsync(() => 42));
        _ = NeverDisposed.ApplyAsync(() => Thread.Sleep(Timeout.Infinite));
        return NeverDisposedExitCode;
    }

    /// <summary>Waits for a job that never ends.</summary>
    private static async Task<int> WaitAsync()
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 2);
        await pool.ForEachAsync(
            _ =>
            {
                Console.WriteLine("running");
                Thread.Sleep(Timeout.Infinite);
            },
            [1]);
        return 0;
    }

    /// <summary>Workers that are processes: writes which they are, and then waits for endless items, or ends while they run.</summary>
    private static async Task<int> IsolateAsync(bool isDropped)
    {
        NeverDisposed = await LocalPool.StartAsync(options => (options.Workers, options.Isolation) = (2, Isolation.Process));
        HashSet<int> workers = [];
        while (workers.Count < 2)
        {
            // One may start much later than the other.
            workers.UnionWith(await NeverDisposed.MapAsync(
                _ =>
                {
                    Thread.Sleep(20);
                    return Environment.ProcessId;
                },
                Enumerable.Range(0, 40),
                chunkSize: 1));
        }

        Console.WriteLine(string.Join(' ', workers));
        MapResult<int> endless = NeverDisposed.MapAsync(
            item =>
            {
                while (item >= 0)
                {
                    // Whatever happens to its silo.
                }

                return item;
            },
            Enumerable.Range(0, 10));
        if (!isDropped)
        {
            await endless;
        }

        return NeverDisposedExitCode;
    }

    private static void Meet()
    {
        Meeting.Signal();
        Meeting.Wait();
    }
}
