using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansPool.AnalyzerTests.Agreement;

/// <summary>Calls that are refused, and that the analyzer finds.</summary>
public static class RefusedCases
{
    public static object CapturedStream(Pool pool)
    {
        var conn = new Connection(new MemoryStream());
        return pool.Apply(x => x + conn.Inner.Length, 1);
    }

    public static object CapturedPool(Pool pool) => pool.Apply(x => x + pool.WorkerCount, 1);

    public static object CapturedToken(Pool pool)
    {
        CancellationToken token = CancellationToken.None;
        return pool.Apply(x => token.IsCancellationRequested ? 0 : x, 1);
    }

    public static object CapturedSource(Pool pool)
    {
        using var source = new CancellationTokenSource();
        return pool.Apply(x => source.IsCancellationRequested ? 0 : x, 1);
    }

    public static object CapturedTask(Pool pool)
    {
        Task<int> task = Task.FromResult(1);
        return pool.Apply(async x => x + await task, 1);
    }

    public static object CapturedHandle(Pool pool)
    {
        AsyncResult<int> result = pool.ApplyAsync(x => x, 1);
        return pool.Apply(async x => x + await result, 1);
    }

    public static object CapturedClient(Pool pool)
    {
        using var client = new HttpClient();
        return pool.Apply(x => x + client.MaxResponseContentBufferSize, 1);
    }

    public static object CapturedSocket(Pool pool)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return pool.Apply(x => x + socket.Available, 1);
    }

    public static object CapturedRegex(Pool pool)
    {
        var pattern = new Regex("a+");
        return pool.Map(pattern.IsMatch, ["a", "b"]).Length + pool.Apply(x => pattern.IsMatch(x), "a").GetHashCode();
    }

    public static object CapturedBuilder(Pool pool)
    {
        var text = new StringBuilder();
        return pool.Apply(x => text.Append(x).Length, 1);
    }

    public static object CapturedLock(Pool pool)
    {
        var gate = new Lock();
        return pool.Apply(
            x =>
            {
                lock (gate)
                {
                    return x;
                }
            },
            1);
    }

    public static object CapturedSemaphore(Pool pool)
    {
        using var semaphore = new SemaphoreSlim(1);
        return pool.Apply(x => x + semaphore.CurrentCount, 1);
    }

    public static object CapturedFile(Pool pool)
    {
        var file = new FileInfo("a");
        return pool.Apply(x => x + file.Name.Length, 1);
    }

    public static object CapturedRandom(Pool pool)
    {
        var random = new Random(1);
        return pool.Apply(x => random.Next(x), 1);
    }

    public static object CapturedList(Pool pool)
    {
        LinkedList<int> list = new([1]);
        return pool.Apply(x => x + list.Count, 1);
    }

    public static object CapturedBag(Pool pool)
    {
        ConcurrentBag<int> bag = [1];
        return pool.Apply(x => x + bag.Count, 1);
    }

    public static object CapturedStreamOfOurs(Pool pool)
    {
        using var mine = new OwnStream();
        return pool.Apply(x => x + mine.Length, 1);
    }

    public static object CapturedPointer(Pool pool)
    {
        var pointer = new Pointer { Address = 1 };
        return pool.Apply(x => x + pointer.Address, (nint)1 == 1 ? 1 : 2);
    }

    public static object CapturedByLocalFunction(Pool pool)
    {
        var stream = new MemoryStream();
        return pool.Apply(Add, 1);
        long Add(int x) => x + stream.Length;
    }

    public static object ThisWithClient(Pool pool) => new Service().Scaled(pool);

    public static object ThisAsReceiver(Pool pool)
    {
        var service = new Service();
        return pool.Apply(service.Scale, 1);
    }

    public static object MethodOfStream(Pool pool)
    {
        using var stream = new MemoryStream();
        return pool.Apply(stream.ReadByte);
    }

    public static object PrimaryParameter(Pool pool) => new Reader(new MemoryStream()).Read(pool);

    public static object StreamItems(Pool pool) => pool.Map(x => x.Length, new[] { new MemoryStream() });

    public static object StreamInTuple(Pool pool) => pool.StarMap((MemoryStream stream, int x) => stream.Length + x, [(new MemoryStream(), 1)]);

    public static object StreamResult(Pool pool) => pool.Map(x => new FileInfo(x), ["a"]);

    public static object FunctionResult(Pool pool) => pool.Apply<int, Func<int>>(x => () => x, 1);

    public static object SharedStream(Pool pool) => pool.ShareAsync(new MemoryStream()).GetAwaiter().GetResult();

    public static object TaskOfTask(Pool pool) => pool.Apply<int, Task<int>>(x => Task.FromResult(x), 1);

    public static object PlainTask(Pool pool) => pool.Map<int, Task>(x => Task.CompletedTask, [1]);

    public static object Handle(Pool pool) => pool.Map(x => PoolContext.Current.Pool.MapAsync(y => y, new[] { x }), [1]);

    public static object TokenArgument(Pool pool) => pool.Apply((int x, CancellationToken token) => x, 1, CancellationToken.None);

    private sealed class Connection(MemoryStream inner)
    {
        public MemoryStream Inner { get; } = inner;
    }

    private sealed class OwnStream : MemoryStream;

    private sealed class Pointer
    {
        public nint Address;
    }

    private sealed class Service
    {
        private readonly HttpClient _client = new();

        public int Factor { get; } = 2;

        public object Scaled(Pool pool) => pool.Apply(x => x * Factor, _client.Timeout.Seconds);

        public int Scale(int x) => x * Factor;
    }

    private sealed class Reader(MemoryStream stream)
    {
        public object Read(Pool pool) => pool.Apply(x => x + stream.Length, 1);
    }
}
