using System.Collections.Concurrent;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>
/// Holds functions under test until the test lets them go, and tells how many came: pools under test run their items in this process.
/// A function knows its gate by the key, which travels.
/// </summary>
internal sealed class Gate : IDisposable
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new();

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private int _arrived;
    private int _inside;
    private int _mostInside;

    public Gate() => Gates[Key] = this;

    public string Key { get; } = Guid.NewGuid().ToString("N");

    /// <summary>How many functions came here so far.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>The most that were here at the same time.</summary>
    public int MostInside => Volatile.Read(ref _mostInside);

    /// <summary>How many functions came to a gate so far, for functions.</summary>
    public static int ArrivedAt(string key) => Gates.TryGetValue(key, out Gate? gate) ? gate.Arrived : 0;

    /// <summary>Blocks the function until the gate is open.</summary>
    public static void Pass(string key, CancellationToken token = default)
    {
        if (Gates.TryGetValue(key, out Gate? gate))
        {
            gate.Enter();
            try
            {
                gate._opened.Task.Wait(token);
            }
            finally
            {
                gate.Leave();
            }
        }
    }

    /// <summary>The same for asynchronous functions.</summary>
    public static async Task PassAsync(string key, CancellationToken token = default)
    {
        if (Gates.TryGetValue(key, out Gate? gate))
        {
            gate.Enter();
            try
            {
                await gate._opened.Task.WaitAsync(token);
            }
            finally
            {
                gate.Leave();
            }
        }
    }

    public void Open() => _opened.TrySetResult();

    /// <summary>Completes when that many functions came.</summary>
    public Task ReachedAsync(int count) => WhenAsync(() => _arrived >= count);

    /// <summary>Completes when no function is held.</summary>
    public Task EmptyAsync() => WhenAsync(() => _inside == 0);

    public void Dispose()
    {
        Gates.TryRemove(Key, out _);
        Open();
    }

    private Task WhenAsync(Func<bool> condition)
    {
        lock (_lock)
        {
            if (condition())
            {
                return Task.CompletedTask;
            }

            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((condition, met));
            return met.Task.Bounded();
        }
    }

    private void Enter() => Change(1);

    private void Leave() => Change(-1);

    private void Change(int by)
    {
        lock (_lock)
        {
            _inside += by;
            _arrived += Math.Max(0, by);
            _mostInside = Math.Max(_mostInside, _inside);
            foreach ((_, TaskCompletionSource met) in _waiters.Where(waiter => waiter.Condition()))
            {
                met.TrySetResult();
            }
        }
    }
}
