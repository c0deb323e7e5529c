using OrleansPool.Hosting;
using OrleansPool.Locating;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>How long coordinators on this silo may take to hand over: their clients have to fetch what they have not yet.</summary>
    private static readonly TimeSpan HandOverPatience = TimeSpan.FromSeconds(10);

    private readonly Departures _departures;
    private readonly Farewell _farewell;
    private readonly TimeSpan _drainTime;
    private readonly CancellationTokenSource _letGo = new();
    private bool _isStopping;
    private bool _hasLeft;
    private volatile PoolSiloPhase _phase = PoolSiloPhase.Starting;

    public PoolSiloPhase Phase => _phase;

    public CancellationToken LetGo => _letGo.Token;

    /// <summary>Whether the silo is about to stop: it takes no more leases.</summary>
    public bool IsLeaving => _phase >= PoolSiloPhase.Draining;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<Agent>(PoolStages.Work, _ => JoinAsync(), LeaveAsync);

    /// <summary>
    /// Takes no more leases, gives back what has not started, waits for what runs, and then lets go of it. Last the coordinators on this silo hand over.
    /// </summary>
    /// <param name="cancellationToken">Cancelled when the host gives no more time. If it is at once, the silo is being killed: nobody is told.</param>
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _departures.Begin();
        lock (_gate)
        {
            _isStopping = true;
            _phase = PoolSiloPhase.Draining;
        }

        Task told = Task.CompletedTask;
        if (!cancellationToken.IsCancellationRequested)
        {
            told = _farewell.SayAsync();
            await DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            _hasLeft = true;
            EndRestsLocked(all: true);
            foreach (AgentSession session in _sessions.Values.ToList())
            {
                DropLocked(session);
                CloseWorkersLocked(session.Pool);
            }

            foreach (Slot slot in _slots)
            {
                slot.Shift?.Abandon();
            }
        }

        _processes.End();
        await _letGo.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(told, _departures.LeaveAsync(HandOverPatience, cancellationToken)).ConfigureAwait(false);
        _phase = PoolSiloPhase.Drained;
        LogDrained();
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        Task running;
        int busy;
        lock (_gate)
        {
            EndRestsLocked(all: true);
            foreach (AgentSession session in _sessions.Values)
            {
                GiveBackAllLocked(session);
                session.Renew();
            }

            busy = _slots.Count(slot => slot.Run is not null);
            running = Task.WhenAll(_slots.Select(slot => slot.Shift?.Done ?? Task.CompletedTask));
        }

        LogDraining(busy, _drainTime);
        long started = _time.GetTimestamp();
        try
        {
            await running.WaitAsync(_drainTime, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            LogLeftWithRunningItems(_drainTime);
            SurrenderAll();
        }

        TimeSpan left = _drainTime - _time.GetElapsedTime(started);
        await EndAllWorkersAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(Sessions().Select(session => session.ReportLastAsync())).ConfigureAwait(false);
    }

    private Task JoinAsync()
    {
        _phase = PoolSiloPhase.Ready;
        return Task.CompletedTask;
    }

    /// <summary>The workers of all pools end with the silo, in what the running items left of the drain time.</summary>
    private async Task EndAllWorkersAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        Task ended;
        lock (_gate)
        {
            foreach (AgentSession session in _sessions.Values)
            {
                session.Workers.IsRetiring = true;
            }

            ended = Task.WhenAll(_sessions.Values.Select(EndWorkersLocked));
        }

        // What takes longer is left alone, as the silo's process is about to end.
        await Task.WhenAny(ended, Task.Delay(patience, _time, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Gives back all that has not started.</summary>
    private void GiveBackAllLocked(AgentSession session)
    {
        while (_queue.TakeLast(session, anywhere: false) is { } lease)
        {
            lease.GiveBack();
        }

        foreach (LeaseRun run in _slots.Select(slot => slot.Run).OfType<LeaseRun>().Where(run => run.Job.Session == session))
        {
            if ((run.Cut(all: true) ?? run.TakeRest()) is { } cut)
            {
                run.Part.Range(cut).GiveBack();
            }
        }
    }

    /// <summary>Gives back what runs and did not end in time: it runs again elsewhere, free of charge.</summary>
    private void SurrenderAll()
    {
        foreach (LeaseRun run in Slots().Select(slot => slot.Run).OfType<LeaseRun>())
        {
            if (run.Surrender() is { } rest)
            {
                run.Part.Range(rest).GiveBack();
            }
        }
    }

    private AgentSession[] Sessions()
    {
        lock (_gate)
        {
            return [.. _sessions.Values];
        }
    }
}
