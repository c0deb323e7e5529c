using OrleansPool.Packages;
using OrleansPool.Wire;
using OrleansPool.WorkerProcesses;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>How long workers are kept for a coordinator that takes over from one that was lost. A client gives up before.</summary>
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(120);

    private readonly Dictionary<string, (WorkerTable Workers, long Since)> _orphans = [];

    /// <summary>The run of a shift has ended. Its worker ends with it if that was its last; the slot waits for that.</summary>
    public Task EndRunAsync(Shift shift, LeaseRun run)
    {
        lock (_gate)
        {
            EndLoanLocked(run);

            // A slot that was taken from the shift has another's run, and the worker was written off.
            if (shift.Slot.Run == run)
            {
                shift.Slot.Run = null;
                shift.Slot.FreeSince = run.Job.HasEnded ? _time.GetTimestamp() : Math.Max(shift.Slot.FreeSince, run.EndedAt);
                ReleaseLocked(shift.Slot);
            }

            if (run.TakeRest() is { } rest && !run.Job.HasEnded)
            {
                RequeueLocked(run.Part.Range(rest));
            }

            return shift.IsAbandoned ? Task.CompletedTask : FreeWorkerLocked(run.Job.Session, run.Worker);
        }
    }

    /// <summary>The worker is at no run any more.</summary>
    private Task FreeWorkerLocked(AgentSession session, WorkerLife worker)
    {
        worker.IsBusy = false;
        if (worker.Host.IsLost && session.Workers.Has(worker))
        {
            WriteOffWorkerLocked(session, worker.Slot);
        }
        else if (session.Workers.IsClosed)
        {
            worker.Host.Close("its pool has ended");
        }

        if (session.Workers.TryBeginEnd(worker))
        {
            return EndWorkerAsync(session.Pool, session.Workers, worker);
        }

        AnswerRetirementLocked(session.Pool, session.Workers);
        return Task.CompletedTask;
    }

    /// <summary>The pool is closed and none of its jobs is under way: each worker runs its finalizer, when its last run has ended.</summary>
    private void RetireWorkersLocked(AgentSession session)
    {
        WorkerTable workers = session.Workers;
        workers.IsRetiring = true;
        foreach (WorkerEnd end in workers.Held)
        {
            session.Report(end);
        }

        _ = EndWorkersLocked(session);
        AnswerRetirementLocked(session.Pool, workers);
    }

    private Task EndWorkersLocked(AgentSession session) =>
        Task.WhenAll(session.Workers.BeginEnds().Select(worker => EndWorkerAsync(session.Pool, session.Workers, worker)));

    /// <summary>Runs the finalizer of a worker and tells what came of it. Nothing of the user's runs before the first await.</summary>
    private async Task EndWorkerAsync(string pool, WorkerTable workers, WorkerLife worker)
    {
        WorkerEnd end = await worker.EndAsync().ConfigureAwait(false);
        lock (_gate)
        {
            workers.Ended();
            ReportLocked(pool, workers, end);
            AnswerRetirementLocked(pool, workers);
        }
    }

    private void ReportLocked(string pool, WorkerTable workers, WorkerEnd end)
    {
        AgentSession? session = _sessions.GetValueOrDefault(pool);
        session?.Report(end);
        if (session is null || workers.IsRetiring)
        {
            workers.Hold(end);
        }
    }

    private void AnswerRetirementLocked(string pool, WorkerTable workers)
    {
        if (workers is { IsRetiring: true, IsOver: true } && _sessions.TryGetValue(pool, out AgentSession? session) && session.Workers == workers)
        {
            session.ReportLastWorkerEnd();
        }
    }

    /// <summary>The workers of a pool: those that an earlier coordinator left, or new ones.</summary>
    private WorkerTable TakeWorkersLocked(AttachRequest request)
    {
        WorkerRules rules = RulesOf(request);
        if (!_orphans.Remove(request.Pool, out (WorkerTable Workers, long Since) orphan))
        {
            return NewWorkers(rules, SenderOf(request));
        }

        orphan.Workers.Renew(rules);
        return orphan.Workers;
    }

    /// <summary>What the pool asks for, and at least as much isolation as the silo insists on.</summary>
    private WorkerRules RulesOf(AttachRequest request) =>
        request.Workers with { Isolation = (Isolation)Math.Max((int)request.Workers.Isolation, (int)_isolation) };

    private WorkerTable NewWorkers(WorkerRules rules, CodeSender sender) => new(
        rules,
        _silo,
        _hooks,
        Services,
        FunctionLogger,
        table => rules.Isolation == Isolation.Process
            ? new ProcessHost(table, _processes, (ticket, function, token) => Place(sender, ticket, function, keepsInput: false, token))
            : new ThreadHost(table, (ticket, function, token) => Open(sender, ticket, function, keepsInput: false, token)));

    /// <summary>The workers' coordinator is gone: they wait for the next.</summary>
    private void LeaveWorkersLocked(AgentSession session)
    {
        _orphans[session.Pool] = (session.Workers, _time.GetTimestamp());
        _clock.Start();
    }

    private void CloseWorkersLocked(string pool)
    {
        if (_orphans.Remove(pool, out (WorkerTable Workers, long Since) orphan))
        {
            orphan.Workers.Close();
            LetGoOfSpareLocked(orphan.Workers);
        }
    }

    /// <summary>A process that waits for a worker is of no use when no pool asks for processes any more.</summary>
    private void LetGoOfSpareLocked(WorkerTable closed)
    {
        IEnumerable<WorkerTable> left = _sessions.Values.Select(static session => session.Workers).Concat(_orphans.Values.Select(static orphan => orphan.Workers));
        if (_isolation == Isolation.Thread && IsOfProcesses(closed) && !left.Any(IsOfProcesses))
        {
            _processes.LetGoOfSpare();
        }

        static bool IsOfProcesses(WorkerTable workers) => workers.Rules.Isolation == Isolation.Process;
    }

    private void CloseOrphansLocked()
    {
        foreach ((string pool, (_, long since)) in _orphans.ToList())
        {
            if (_time.GetElapsedTime(since) > OrphanPatience)
            {
                _intake.Forget(pool);
                CloseWorkersLocked(pool);
            }
        }
    }
}
