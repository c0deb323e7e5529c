using System.Collections.Concurrent;
using OrleansPool.Functions;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>A job as one silo knows it, for one epoch of its pool.</summary>
internal sealed class AgentJob(AgentSession session, JobStart start, TimeProvider time)
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ConcurrentDictionary<int, PoolFunction> _functions = new();
    private long _endedAt;

    public AgentSession Session { get; } = session;

    public JobStart Start { get; } = start;

    /// <summary>Cancelled when nobody wants the job's results any more.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Items that wait for others and have lent their slots. Guarded by the agent's lock.</summary>
    public int Waiting { get; set; }

    public bool HasEnded => Volatile.Read(ref _endedAt) != 0;

    public TimeSpan SinceEnd => HasEnded ? time.GetElapsedTime(Volatile.Read(ref _endedAt)) : TimeSpan.Zero;

    /// <summary>The function for one slot. Each slot has its own copy of what the function captures, as a process would.</summary>
    public PoolFunction FunctionOf(int slot) => _functions.GetOrAdd(slot, static (_, start) => FunctionCodec.Decode(start.Function), Start);

    public void End()
    {
        if (Interlocked.CompareExchange(ref _endedAt, time.GetTimestamp(), 0) != 0)
        {
            return;
        }

        // Registrations on the token are the user's code: not on the thread that brings messages.
        ThreadPool.UnsafeQueueUserWorkItem(static source => source.Cancel(), _cancellation, preferLocal: false);
    }
}
