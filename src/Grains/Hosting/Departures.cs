using System.Collections.Concurrent;

namespace OrleansPool.Hosting;

/// <summary>What on this silo has to be handed over before the silo stops. Thread-safe.</summary>
internal sealed class Departures(TimeProvider time)
{
    private readonly ConcurrentDictionary<object, Func<Task>> _all = new();

    /// <summary>Whether the silo is about to stop: nothing shall come to be here that would have to be handed over.</summary>
    public bool HaveBegun { get; private set; }

    public void Begin() => HaveBegun = true;

    public void Add(object who, Func<Task> handOver) => _all[who] = handOver;

    public void Remove(object who) => _all.TryRemove(who, out _);

    /// <summary>Has all hand over, and waits for that as long as it may take.</summary>
    public async Task LeaveAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            Task all = Task.WhenAll(_all.Values.Select(handOver => handOver()));
            await Task.WhenAny(all, Task.Delay(patience, time, cancellationToken)).ConfigureAwait(false);
        }
    }
}
