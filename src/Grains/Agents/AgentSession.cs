using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Packages;
using OrleansPool.Sharing;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>One epoch of one pool on this silo: its jobs, and the link that reports to its coordinator.</summary>
internal sealed partial class AgentSession : IRunLink
{
    /// <summary>How long a coordinator may be unreachable before its work here ends.</summary>
    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(60);

    /// <summary>As long as another coordinator takes to come when that of a silo which stops as well has handed over.</summary>
    private static readonly TimeSpan LastReportPatience = TimeSpan.FromSeconds(10);

    /// <summary>Outcomes beyond this many bytes make the workers wait, so that a slow link can't fill the memory.</summary>
    private const long MaxOutboxBytes = 32L << 20;

    private readonly Agent _agent;
    private readonly ICoordinatorGrain _coordinator;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReportOutbox _outbox = new();
    private readonly Pump _report;
    private readonly Dictionary<int, AgentJob> _jobs = [];
    private readonly Dictionary<long, (LeaseRun Run, TaskCompletionSource<bool> Answer)> _announced = [];
    private readonly PartBuffer _parts = new();
    private readonly Lock _roomGate = new();
    private TaskCompletionSource? _room;
    private volatile bool _isClosed;
    private long _epoch;
    private long _lostAt;
    private long _lastReport;
    private long _lastAssign;

    public AgentSession(Agent agent, AttachRequest request, WorkerTable workers, ICoordinatorGrain coordinator, TimeProvider time, ILogger logger)
    {
        _agent = agent;
        _coordinator = coordinator;
        _time = time;
        _logger = logger;
        Pool = request.Pool;
        _epoch = request.Epoch;
        SiloNumber = request.Silo;
        Workers = workers;
        Sender = agent.SenderOf(request);
        Share = new FairShare(request.Weight, time);
        _report = new Pump(ReportAllAsync);
        _lastReport = time.GetTimestamp();
    }

    public string Pool { get; }

    public long Epoch => Volatile.Read(ref _epoch);

    /// <summary>How long its coordinator has been gone: it holds what it has for the next, and goes on with it.</summary>
    public TimeSpan SinceLoss => Volatile.Read(ref _lostAt) is not 0 and var since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Outcomes that the coordinator may not have.</summary>
    public Segment[] Unreported => _outbox.Unreported;

    /// <summary>The number that stands for this silo at the coordinator.</summary>
    public int SiloNumber { get; }

    public IServiceProvider Services => _agent.Services;

    /// <summary>Whose code the pool's functions are.</summary>
    public CodeSender Sender { get; }

    /// <summary>The pool's workers here.</summary>
    public WorkerTable Workers { get; }

    /// <summary>What the pool has of the silo. Guarded by the agent's lock.</summary>
    public FairShare Share { get; }

    /// <summary>What that job of it had used which was served last. Guarded by the agent's lock.</summary>
    public double LastServed { get; set; }

    /// <summary>Whether its items may run beyond the usual number of workers: not if each worker has a state or a process of its own, which may be large.</summary>
    public bool MayBurst => Workers.Rules is { Initializer.IsEmpty: true, Finalizer.IsEmpty: true, MaxTasks: null, Isolation: Isolation.Thread };

    /// <summary>What functions log to.</summary>
    public ILogger FunctionLogger => _agent.FunctionLogger;

    public TimeSpan SinceReport => _time.GetElapsedTime(Interlocked.Read(ref _lastReport));

    public IReadOnlyCollection<AgentJob> Jobs => _jobs.Values;

    /// <summary>Whether a message is the next on the link; a repeat was handled before. Called under the agent's lock.</summary>
    public bool Accept(long sequence)
    {
        if (sequence <= _lastAssign)
        {
            return false;
        }

        _lastAssign = sequence;
        return true;
    }

    public void AddPart(ReadOnlyMemory<byte>? part) => _parts.Add(part);

    public T Complete<T>(T entry)
        where T : class, ICarrier<T> => _parts.Complete(entry);

    public void AddJob(JobStart start) => _jobs.TryAdd(start.Job, new AgentJob(this, start, _time));

    public AgentJob? Find(int job) => _jobs.GetValueOrDefault(job);

    public AgentJob? RemoveJob(int job) => _jobs.Remove(job, out AgentJob? removed) ? removed : null;

    /// <summary>Ends everything of this epoch here. What its functions still return is dropped.</summary>
    public void Close()
    {
        _isClosed = true;
        lock (_announced)
        {
            foreach ((_, TaskCompletionSource<bool> answer) in _announced.Values)
            {
                answer.TrySetResult(false);
            }

            _announced.Clear();
        }

        MakeRoom();
    }

    public void Report(Segment segment, bool isLast)
    {
        if (!_isClosed)
        {
            _outbox.Add(segment);
            if (!isLast)
            {
                _report.Signal();
            }
        }
    }

    public void SendLast()
    {
        if (_agent.HasWaiting)
        {
            // The worker goes on at once, and others see to the message.
            _report.Signal();
        }
        else
        {
            _report.Run();
        }
    }

    public void Report(LeaseChange change)
    {
        _outbox.Add(change);
        _report.Signal();
    }

    public void Report(LeaseLoss loss)
    {
        _outbox.Add(loss);
        _report.Signal();
    }

    public void Report(LeaseMark mark)
    {
        _outbox.Add(mark);
        _report.Signal();
    }

    public void ReportFailure(int job, Exception error)
    {
        _outbox.Add(new JobFailure { Job = job, Failure = FailureEncoder.From(error) });
        _report.Signal();
    }

    public void Report(WorkerEnd end)
    {
        _outbox.Add(end);
        _report.Signal();
    }

    /// <summary>No worker is left whose end is to come.</summary>
    public void ReportLastWorkerEnd()
    {
        _outbox.AddLastWorkerEnd();
        _report.Signal();
    }

    /// <summary>The silo had this, and lacks it now.</summary>
    public void ReportLostShare(int share)
    {
        _outbox.AddLostShare(share);
        _report.Signal();
    }

    public void AnswerAskBack()
    {
        _outbox.AnswerAskBack();
        _report.Signal();
    }

    /// <summary>What a function had registered on its token threw. That is nobody's outcome, so it is said in the log.</summary>
    public void CancelCallbackFailed(Exception error) => LogCancelCallbackFailed(Pool, error);

    /// <summary>Keeps an entry for the next message, which goes at the agent's next tick at the latest.</summary>
    public void Log(LogEntry entry) => _outbox.Logs.Add(entry);

    /// <summary>Sends what was logged.</summary>
    public void SendLogs()
    {
        if (!_outbox.Logs.IsEmpty)
        {
            _report.Signal();
        }
    }

    public object? FindShared(SharedId id, CancellationToken cancellationToken) => _agent.FindShared(id, cancellationToken);

    /// <summary>Decodes the function of a job, if it may run here; waits on the thread for code that is on its way.</summary>
    public OpenedFunction Open(AgentJob job) =>
        _agent.Open(Sender, job.Start.Code, job.Start.Function, keepsInput: job.Start.ItemTimeout is not null, job.Token);

    /// <summary>Finds where the code of a job's function is, if it may run here; waits on the thread for code that is on its way.</summary>
    public PlacedFunction Place(AgentJob job) =>
        _agent.Place(Sender, job.Start.Code, job.Start.Function, keepsInput: job.Start.ItemTimeout is not null, job.Token);

    public void ReportRefusedItem(AgentJob job, string reason) => _agent.RefuseItem(Sender, job.Start.Code, job.Start.Function, reason);

    public IDisposable LendSlot(LeaseRun waiting) => _agent.LendSlot(waiting);

    public void Renew()
    {
        _outbox.SetDue();
        _report.Signal();
    }

    /// <summary>Waits shortly until all that there is to tell was told.</summary>
    public async Task ReportLastAsync()
    {
        long started = _time.GetTimestamp();
        while (!_isClosed && !_outbox.IsEmpty && _time.GetElapsedTime(started) < LastReportPatience)
        {
            _report.Signal();
            await Task.Delay(TimeSpan.FromMilliseconds(5), _time).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until outcomes were reported, when too many wait.</summary>
    public Task WaitForRoomAsync()
    {
        lock (_roomGate)
        {
            if (_isClosed || _outbox.Bytes < MaxOutboxBytes)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Announces an item before it starts. False: the lease is not this silo's any more, the item must not run.</summary>
    public Task<bool> AnnounceAsync(LeaseRun run)
    {
        var mark = new LeaseMark(run.Id, run.ItemIndex);
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_announced)
        {
            if (_isClosed)
            {
                return Task.FromResult(false);
            }

            _announced[mark.Lease] = (run, answer);
            Report(mark);
        }

        return answer.Task;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a function of pool {Pool} had registered on its CancellationToken threw")]
    private partial void LogCancelCallbackFailed(string pool, Exception error);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Job {JobId}, item {ItemIndex}: a service of the item threw when it was disposed. The item's result is not affected")]
    public partial void LogServicesFailed(string jobId, long itemIndex, Exception error);

    [LoggerMessage(EventId = FaultEvents.MessageRepeated, Level = LogLevel.Debug, Message = "A report to the coordinator of pool {Pool} failed and is sent again")]
    private partial void LogReportFailed(string pool, Exception error);
}
