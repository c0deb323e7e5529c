using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansPool.Diagnostics;
using OrleansPool.Hosting;
using OrleansPool.Locating;
using OrleansPool.Packages;
using OrleansPool.Sharing;
using OrleansPool.Watching;
using OrleansPool.Wire;
using OrleansPool.WorkerProcesses;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>
/// What a silo does for pools: holds the leases that coordinators give it, hands one to a worker when a slot is free, reports outcomes, and
/// gives work back. One for each silo; called by the agent service, the worker grains and its own clock.
/// </summary>
internal sealed partial class Agent : IPoolSilo, ISiloWork, IDisposable
{
    /// <summary>A coordinator hears from an agent that has work of it at least this often.</summary>
    private static readonly TimeSpan RenewPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly IGrainFactory _grains;
    private readonly IAgentDirectory _agents;
    private readonly TimeProvider _time;
    private readonly ILogger<Agent> _logger;
    private readonly List<Slot> _slots;
    private readonly int _workers;
    private readonly WorkerThreads _threads;
    private readonly PoolMeter _meter;
    private readonly HookRunner _hooks;
    private readonly LeaseQueue _queue;
    private readonly Queue<Shift> _starting = new();
    private readonly Dictionary<string, AgentSession> _sessions = [];
    private readonly EndedPools _ended = new();
    private readonly AttachedCoordinators _coordinators;
    private readonly AgentClock _clock;
    private readonly string _silo;
    private readonly Isolation _isolation;
    private readonly ProcessStarter _processes;
    private readonly Dictionary<string, string> _labels;
    private long _lastPart;

    public Agent(
        IOptions<PoolSiloOptions> options,
        IServiceProvider services,
        IGrainFactory grains,
        IAgentDirectory agents,
        ILocalSiloDetails silo,
        PoolMeter meter,
        Departures departures,
        Farewell farewell,
        AttachedCoordinators coordinators,
        JobBook book,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        Services = services;
        _grains = grains;
        _agents = agents;
        _meter = meter;
        _departures = departures;
        _farewell = farewell;
        _coordinators = coordinators;
        _time = time;
        _queue = new LeaseQueue(_sessions.Values, time);
        _logger = loggers.CreateLogger<Agent>();
        FunctionLogger = loggers.CreateLogger("OrleansPool.Function");
        _silo = silo.SiloAddress.ToParsableString();
        _isolation = options.Value.Isolation;
        _processes = new ProcessStarter(
            options.Value.WorkerMemoryBytes,
            options.Value.AllowPrograms,
            new RehearseMessage { Silo = _silo, TakesPackages = options.Value is { Code: not CodePolicy.Deployed, UnloadPackages: false } },
            time,
            new ProcessLog(FunctionLogger),
            _logger);
        _slots = [.. Enumerable.Range(0, options.Value.Workers).Select(number => new Slot(number))];
        _workers = _slots.Count;
        _drainTime = options.Value.DrainTime;
        _burst = options.Value.BurstWorkers ?? _workers;
        _labels = new(options.Value.Labels);
        _capacity = new(_labels);
        _threads = new WorkerThreads(_workers);
        _hooks = new HookRunner(_threads, meter, time, _logger);
        _clock = new AgentClock(this, time);
        _shares = new ShareStore(_silo, RenewSharing, time, OpenShare);
        meter.Observe(() => _workers, () => BusyWorkers, () => _queue.Count, () => book.Coordinators, () => book.Running);
        ProcessKey.Enable();
        PoolSiloOptions code = options.Value;
        var limits = new CodeLimits(code.MaxPackageBytes, code.MaxClientCodeBytes, code.MaxClientPackages, code.MaxPackages, code.UnloadPackages);
        var audit = new CodeAudit(loggers.CreateLogger("OrleansPool.Code"));
        var deployed = new DeployedCode(code.Functions);
        _code = new CodeGate(code.Code, code.ReadKeys(), _silo, time);
        _contents = new ContentStore(code.CodeFolder ?? CodeFolder.Default, code.MaxCodeFolderBytes);
        _intake = new PackageIntake(_code, _contents, limits, deployed, audit, _silo);
        _unloadsPackages = code.UnloadPackages;
        _ahead = new ContextAhead(_silo, _logger);
        _functions = new FunctionSource(_code, deployed, new PackageTable(_contents, limits, audit, _ahead, _silo), audit, _silo);
    }

    public IServiceProvider Services { get; }

    /// <summary>What functions log to.</summary>
    public ILogger FunctionLogger { get; }

    public int Workers => _workers;

    public int BusyWorkers
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count(slot => slot.Run is not null);
            }
        }
    }

    public AttachReply Attach(AttachRequest request)
    {
        if (request.Version != WireVersion.Current)
        {
            return new AttachReply
            {
                Refusal = $"Silo {_silo} speaks version {WireVersion.Current} of OrleansPool's messages, the coordinator {request.Version}.",
            };
        }

        lock (_gate)
        {
            if (_hasLeft)
            {
                throw new InvalidOperationException($"Silo {_silo} has drained and is about to stop.");
            }

            if (_ended.Of(request.Pool) is var over && request.Epoch <= over)
            {
                string refusal = $"Pool {request.Pool} has ended on silo {_silo}.";
                return over == long.MaxValue
                    ? new AttachReply { IsOver = true, Refusal = refusal }
                    : new AttachReply { KnownEpoch = over, Refusal = refusal };
            }

            if (_sessions.TryGetValue(request.Pool, out AgentSession? known))
            {
                if (known.Epoch >= request.Epoch)
                {
                    return known.Epoch == request.Epoch
                        ? Welcome(request, [])
                        : new AttachReply { KnownEpoch = known.Epoch, Refusal = $"Silo {_silo} already serves a later coordinator of this pool." };
                }

                if (request.Jobs is { } jobs)
                {
                    MeetLocked(request);
                    return Welcome(request, TakeOverLocked(known, request, jobs));
                }

                DropLocked(known);
            }

            MeetLocked(request);
            ICoordinatorGrain coordinator = _grains.GetGrain<ICoordinatorGrain>(request.Pool);
            var session = new AgentSession(this, request, TakeWorkersLocked(request), coordinator, _time, _logger);
            _sessions.Add(request.Pool, session);
            foreach (WorkerEnd end in session.Workers.Held)
            {
                session.Report(end);
            }

            return Welcome(request, []);
        }
    }

    private void MeetLocked(AttachRequest request)
    {
        if (request.Home is { } home)
        {
            _coordinators.Set(request.Pool, home);
        }
    }

    private AttachReply Welcome(AttachRequest request, HeldLease[] held) => new()
    {
        Held = held,
        Slots = IsLeaving ? 0 : _workers,
        Labels = _labels,
        Shares = _shares.Attach(request.Pool, request.Shares),
        CodePlatform = CodePlatform,
        IsIsolated = _isolation == Isolation.Process,
    };

    public AssignReply Assign(AssignMessage message)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(message.Pool, out AgentSession? session) || session.Epoch != message.Epoch)
            {
                return new AssignReply { IsKnown = false };
            }

            if (session.Accept(message.Sequence) && !TryTakeLocked(session, message))
            {
                return new AssignReply { IsKnown = false };
            }
        }

        CallWorkers();
        return new AssignReply { IsKnown = true };
    }

    /// <summary>A pool is over, for attachments up to an epoch: what is here of them ends, and what comes of them later is refused.</summary>
    public void Detach(string pool, long epoch)
    {
        lock (_gate)
        {
            _ended.Add(pool, epoch);
            if (_sessions.TryGetValue(pool, out AgentSession? session))
            {
                if (session.Epoch > epoch)
                {
                    // A coordinator that was cut off tells late that its client is gone: it is another's by now.
                    return;
                }

                DropLocked(session);
            }

            _shares.Detach(pool);
            _intake.Forget(pool);
            CloseWorkersLocked(pool);
        }
    }

    /// <summary>The session's coordinator is gone for good: what is here of it ends, unless another has taken over.</summary>
    public void Drop(AgentSession session, long epoch)
    {
        lock (_gate)
        {
            if (session.Epoch == epoch)
            {
                DropLocked(session);
            }
        }
    }

    /// <summary>
    /// Slots that a pool may fill now: all, or its share while other pools have work here. A fraction counts as a slot, which the pool has for a part
    /// of the time.
    /// </summary>
    public int ShareOf(AgentSession session)
    {
        lock (_gate)
        {
            if (IsLeaving)
            {
                return 0;
            }

            double others = _sessions.Values.Where(other => other != session && other.Jobs.Count > 0).Sum(other => other.Share.Weight);
            return PoolTurn.Most(_workers * session.Share.Weight / (session.Share.Weight + others));
        }
    }

    public void Dispose()
    {
        _clock.Dispose();
        _processes.End();
        _letGo.Dispose();
        _shares.Dispose();
        _contents.Dispose();
    }

    private bool TryTakeLocked(AgentSession session, AssignMessage message)
    {
        try
        {
            TakeLocked(session, message);
            return true;
        }
        catch (Exception error)
        {
            // A message that was handled in part can be neither repeated nor forgotten: the coordinator attaches anew.
            LogMessageFailed(session.Pool, error);
            DropLocked(session);
            return false;
        }
    }

    private void TakeLocked(AgentSession session, AssignMessage message)
    {
        long now = _time.GetTimestamp();
        session.AddPart(message.Part);
        foreach (JobStart start in message.Jobs)
        {
            session.AddJob(session.Complete(start));
        }

        foreach (LeaseMessage lease in message.Leases)
        {
            LeaseMessage whole = session.Complete(lease);
            if (session.Find(lease.Job) is { } job)
            {
                _queue.Enqueue(new LeasePart(job, whole, now, whole.Id, 0, whole.Items.Count));
            }
        }

        foreach (int job in message.EndedJobs)
        {
            EndLocked(session.RemoveJob(job));
        }

        if (message.RetireWorkers)
        {
            RetireWorkersLocked(session);
        }

        foreach (int share in message.EndedShares)
        {
            _shares.End(new SharedId(session.Pool, share));
        }

        if (message.AskBack > 0)
        {
            GiveBackLocked(session, message.AskBack);
        }

        if (IsLeaving)
        {
            GiveBackAllLocked(session);
        }

        DispatchLocked();
    }

    private void EndLocked(AgentJob? job)
    {
        if (job is not null)
        {
            job.End();
            _queue.Remove(job);
        }
    }

    private void DropLocked(AgentSession session)
    {
        session.Close();
        if (_sessions.TryGetValue(session.Pool, out AgentSession? known) && known == session)
        {
            _sessions.Remove(session.Pool);
            _coordinators.Remove(session.Pool);
            LeaveWorkersLocked(session);
            _shares.Orphan(session.Pool);
        }

        foreach (AgentJob job in session.Jobs.ToList())
        {
            EndLocked(job);
        }
    }

    /// <summary>Other silos are idle: hands back leases that wait here, then halves of those that run.</summary>
    private void GiveBackLocked(AgentSession session, int wanted)
    {
        while (wanted > 0 && _queue.TakeLast(session, anywhere: true) is { } lease)
        {
            lease.GiveBack();
            wanted--;
        }

        IEnumerable<LeaseRun> running = _slots
            .Select(slot => slot.Run)
            .OfType<LeaseRun>()
            .Where(run => run.Job.Session == session && run.IsWorthSharing)
            .OrderByDescending(run => run.UnstartedMicroseconds());
        foreach (LeaseRun run in running.Take(wanted).ToList())
        {
            if (run.Cut() is { } cut)
            {
                run.Part.Range(cut).GiveBack();
            }
        }

        session.AnswerAskBack();
    }
}
