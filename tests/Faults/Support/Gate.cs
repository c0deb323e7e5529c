using System.Net.Sockets;
using OrleansPool.FaultFunctions;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests.Support;

/// <summary>
/// Where functions in other processes tell of their start, and wait until the test lets them go. A socket with a file for a name, which hosts whose
/// network is cut reach as well.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Visit> _visits = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Gate()
    {
        _listener.Bind(new UnixDomainSocketEndPoint(Path));
        _listener.Listen(backlog: 512);
        _ = AcceptAsync();
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gate-{Guid.NewGuid():N}");

    public IReadOnlyList<Visit> Visits
    {
        get
        {
            lock (_lock)
            {
                return [.. _visits];
            }
        }
    }

    public HeldItem[] Items(int count, int bytes = 0) =>
        [.. Enumerable.Range(0, count).Select(index => new HeldItem(index, Path, bytes > 0 ? Load(index, bytes) : null))];

    public static byte[] Load(int index, int bytes)
    {
        byte[] load = new byte[bytes];
        new Random(index).NextBytes(load);
        return load;
    }

    public void Open() => _opened.TrySetResult();

    /// <summary>Completes when that many runs have started.</summary>
    public Task ReachedAsync(int count) => WhenAsync(visits => visits.Count >= count);

    public Task WhenAsync(Func<IReadOnlyList<Visit>, bool> condition)
    {
        lock (_lock)
        {
            if (condition(_visits))
            {
                return Task.CompletedTask;
            }

            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((() => condition(_visits), met));
            return met.Task.Bounded();
        }
    }

    /// <summary>The items that have started on a silo.</summary>
    public int[] ItemsAt(SiloProcess silo) => [.. Visits.Where(visit => silo.Is(visit.Silo)).Select(visit => visit.Index)];

    /// <summary>Completes when each of those items has started on another silo too.</summary>
    public Task RunElsewhereAsync(IReadOnlyCollection<int> items, SiloProcess silo) =>
        WhenAsync(visits => items.All(item => visits.Any(visit => visit.Index == item && !silo.Is(visit.Silo))));

    public void Dispose()
    {
        Open();
        _listener.Dispose();
        File.Delete(Path);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
            return;
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            using var reader = new StreamReader(new NetworkStream(client));
            if (await reader.ReadLineAsync() is not { } line)
            {
                return;
            }

            Add(Visit.Parse(line));

            // Who only tells of a start hangs up: there may be more of them than files that a process may have open.
            await Task.WhenAny(_opened.Task, reader.ReadLineAsync());
        }
    }

    private void Add(Visit visit)
    {
        lock (_lock)
        {
            _visits.Add(visit);
            foreach ((Func<bool> condition, TaskCompletionSource met) in _waiters)
            {
                if (condition())
                {
                    met.TrySetResult();
                }
            }
        }
    }
}
