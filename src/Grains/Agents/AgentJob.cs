using System.Collections.Concurrent;
using OrleansPool.Functions;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>A job as one silo knows it, for one epoch of its pool.</summary>
internal sealed class AgentJob(AgentSession session, JobStart start, TimeProvider time)
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ConcurrentDictionary<int, (WorkerLife Worker, PoolFunction Function)> _functions = new();
    private long _endedAt;

    public AgentSession Session { get; } = session;

    public JobStart Start { get; } = start;

    /// <summary>Cancelled when nobody wants the job's results any more.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Items that wait for others and have lent their slots. Guarded by the agent's lock.</summary>
    public int Waiting { get; set; }

    public bool HasEnded => Volatile.Read(ref _endedAt) != 0;

    public TimeSpan SinceEnd => HasEnded ? time.GetElapsedTime(Volatile.Read(ref _endedAt)) : TimeSpan.Zero;

    /// <summary>The function for the worker of a slot. Each worker has its own copy of what the function captures, as a process would.</summary>
    public PoolFunction FunctionOf(int slot, WorkerLife worker)
    {
        if (_functions.TryGetValue(slot, out (WorkerLife Worker, PoolFunction Function) known) && known.Worker == worker)
        {
            return known.Function;
        }

        PoolFunction function = FunctionCodec.Decode(Start.Function);
        _functions[slot] = (worker, function);
        return function;
    }

    public void End()
    {
        if (Interlocked.CompareExchange(ref _endedAt, time.GetTimestamp(), 0) != 0)
        {
            return;
        }

        CancelSignal.Send(_cancellation, Session.CancelCallbackFailed);
    }
}
