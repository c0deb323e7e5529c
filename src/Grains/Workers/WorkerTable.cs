using Microsoft.Extensions.Logging;
using OrleansPool.Packages;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>The workers of one pool on this silo. They outlive a coordinator: the next one finds them as they are.</summary>
/// <remarks>What is not said to be thread-safe is guarded by the agent's lock.</remarks>
internal sealed class WorkerTable(
    WorkerRules rules,
    string silo,
    HookRunner hooks,
    IServiceProvider services,
    ILogger functionLogger,
    Func<WorkerTable, IWorkerHost> newHost)
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<int, WorkerLife> _workers = [];
    private readonly PackageUses _uses = new();
    private readonly List<WorkerEnd> _held = [];
    private readonly WorkerEndBudget _budget = new();
    private int _ending;
    private Exception? _startFailure;

    public WorkerRules Rules { get; private set; } = rules;

    public string Silo { get; } = silo;

    public HookRunner Hooks { get; } = hooks;

    /// <summary>What the silo registered.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>What functions log to.</summary>
    public ILogger FunctionLogger { get; } = functionLogger;

    /// <summary>What a new worker's functions run in.</summary>
    public IWorkerHost NewHost() => newHost(this);

    /// <summary>A package of a function of the workers stays in use as long as they do.</summary>
    public void Use(HeldPackage? package) => _uses.Add(package);

    /// <summary>Cancelled when the pool has no use for its workers any more. Thread-safe.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>What an initializer failed with for good: no other worker tries. Thread-safe.</summary>
    public Exception? StartFailure => Volatile.Read(ref _startFailure);

    /// <summary>Whether the workers end when they have nothing to do.</summary>
    public bool IsRetiring { get; set; }

    /// <summary>Whether the pool has ended: a worker that is still busy ends with its run.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether there are none that have an end to come.</summary>
    public bool IsOver => _ending == 0 && _workers.Values.All(worker => !worker.IsBusy && (worker.HasEnded || !worker.HasStarted));

    /// <summary>Ends that a lost coordinator may have kept to itself.</summary>
    public IReadOnlyList<WorkerEnd> Held => _held;

    private bool HasFinalizer => !Rules.Finalizer.IsEmpty;

    /// <summary>The pool was opened again: its rules may say more, such as where the code of its functions is. Workers that were called for keep theirs.</summary>
    public void Renew(WorkerRules rules)
    {
        if (_workers.Count == 0)
        {
            Rules = rules;
        }
    }

    /// <summary>The worker of a slot: a new one when the last has run as many items as it may.</summary>
    public WorkerLife Of(int slot)
    {
        if (!_workers.TryGetValue(slot, out WorkerLife? worker) || worker.ItemsLeft == 0)
        {
            worker?.Host.Close("it was renewed");
            worker = new WorkerLife(this, slot, worker?.Generation + 1 ?? 0);
            _workers[slot] = worker;
        }

        return worker;
    }

    /// <summary>The worker does not come back: its slot gets a new one. Returns its end, if that is to be told.</summary>
    public WorkerEnd? WriteOff(int slot)
    {
        if (!_workers.TryGetValue(slot, out WorkerLife? worker))
        {
            return null;
        }

        worker.HasEnded = true;
        _workers[slot] = new WorkerLife(this, slot, worker.Generation + 1);
        return HasFinalizer && worker.HasStarted
            ? worker.EndWith(new WorkerLostException(worker.Host.IsLost
                ? $"Worker {worker.Id} was lost: {worker.Host.Cause}. Its finalizer did not run."
                : $"Worker {worker.Id} was written off, since a function did not end when it was told to and still uses the worker's state. Its finalizer did not run. "
                + "Let functions heed their CancellationToken."))
            : null;
    }

    /// <summary>Whether it is the worker of its slot.</summary>
    public bool Has(WorkerLife worker) => _workers.TryGetValue(worker.Slot, out WorkerLife? known) && known == worker;

    /// <summary>Whether the worker of a slot is gone by itself and has to be written off.</summary>
    public bool IsLost(int slot) => _workers.TryGetValue(slot, out WorkerLife? worker) && worker is { Host.IsLost: true, HasEnded: false, IsBusy: false };

    /// <summary>Whether the finalizer of this worker has to run now; it is the caller's to run.</summary>
    public bool TryBeginEnd(WorkerLife worker)
    {
        if (!HasFinalizer || !worker.HasStarted || worker.HasEnded || worker.IsBusy || (worker.ItemsLeft > 0 && !IsRetiring))
        {
            return false;
        }

        worker.HasEnded = true;
        _ending++;
        return true;
    }

    /// <summary>A finalizer that was begun has ended.</summary>
    public void Ended() => _ending--;

    /// <summary>Keeps an end until the pool itself ends.</summary>
    public void Hold(WorkerEnd end) => _held.Add(_budget.Admit(end));

    /// <summary>Those whose finalizers have to run now.</summary>
    public WorkerLife[] BeginEnds() => [.. _workers.Values.Where(TryBeginEnd)];

    /// <summary>The first error of an initializer becomes that of all. Thread-safe.</summary>
    public Exception GiveUp(Exception? error)
    {
        if (Closing.IsCancellationRequested)
        {
            return new OperationCanceledException(Closing);
        }

        return Interlocked.CompareExchange(ref _startFailure, error, null) ?? error!;
    }

    /// <summary>The pool has no use for its workers any more.</summary>
    public void Close()
    {
        _uses.End();
        CancelSignal.Send(_closing, static _ => { });
        IsClosed = true;
        foreach (WorkerLife worker in _workers.Values.Where(worker => !worker.IsBusy))
        {
            worker.Host.Close("its pool has ended");
        }
    }
}
