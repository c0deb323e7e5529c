using Microsoft.Extensions.Logging;
using OrleansPool.Collecting;
using OrleansPool.Hosting;
using OrleansPool.Packages;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>
/// The client's end of the link to its coordinator: submits what the jobs have, fetches outcomes with short long-polls, and when the
/// coordinator is lost opens a new one and offers it everything that is still awaited.
/// </summary>
internal sealed partial class PoolSession : IAsyncDisposable
{
    private static readonly TimeSpan FetchWait = TimeSpan.FromSeconds(1);

    /// <summary>How long fetching may fail before a new epoch is opened, and that may fail before the open jobs are given up.</summary>
    private static readonly TimeSpan FetchPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(90);

    /// <summary>How long the ends of workers may take beyond the time of a finalizer: functions that heed no cancel, messages, a lost coordinator.</summary>
    private static readonly TimeSpan RetirePatience = TimeSpan.FromSeconds(15);

    /// <summary>How long the end of a job of which nothing is left waits for another message to go with.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromMilliseconds(2);

    /// <summary>How long the coordinator may take to hear that the pool is over: one time-out of a call, and once more.</summary>
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(7);

    private readonly CoordinatorLink _coordinator;
    private readonly ClientTls? _tls;
    private readonly PoolOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Job> _jobs = [];
    private readonly PartBuffer _parts = new();
    private readonly Pump _submit;
    private readonly ITimer _ends;
    private int _isEndDue;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OpenRequest _open;
    private Task _running = Task.CompletedTask;
    private Exception? _openError;
    private ItemCharge[] _charges = [];
    private int _homeSilo;

    // What may have been started under a coordinator that has handed over; null under one that is there, or was lost.
    private LeasedRange[]? _handOver;
    private bool _wasOpen;
    private CancellationTokenSource _epochEnd = new();
    private long _epoch;
    private int _lastJob;

    public PoolSession(IGrainFactory grains, string poolId, PoolOptions options, TimeProvider time, ILogger logger, ClientTls? tls = null)
    {
        _tls = tls;
        PoolId = poolId;
        Readers = new ResultReaders(options);
        WorkerEnds = new WorkerEndList(Readers);
        _coordinator = new CoordinatorLink(grains, poolId, time);
        _options = options;
        _open = new OpenRequest
        {
            Version = options.MessageVersion,
            MaxWorkers = options.MaxWorkers,
            Workers = WorkerRulesFactory.From(options),
            Weight = options.Weight,
            Client = PoolCode.Client,
        };
        _time = time;
        _logger = logger;
        _lone = new LoneJob(time);
        _submit = new Pump(SubmitAllAsync);
        Queue = new SubmitQueue(_submit.Signal);
        _ends = time.CreateTimer(static session => ((PoolSession)session!).SendEnds(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Silos = new SiloTable(options.MaxWorkers);
        Code = new PoolCode(this, options);
        _open = _open with { Workers = WorkerRulesFactory.Complete(_open.Workers, options, Code, []) ?? _open.Workers };
        Shares = new ShareUploader(this, _coordinator, options.MaxSharedBytes, time, logger);
    }

    /// <summary>Whether all workers are threads of this process, so that what is sent to them and comes back is never copied.</summary>
    public bool SharesMemory { get; init; }

    public string PoolId { get; }

    public SubmitQueue Queue { get; }

    public SiloTable Silos { get; }

    /// <summary>What came of the workers' finalizers.</summary>
    public WorkerEndList WorkerEnds { get; }

    /// <summary>What reads the jobs' results.</summary>
    public ResultReaders Readers { get; }

    /// <summary>The values that the pool shares.</summary>
    public ShareUploader Shares { get; }

    /// <summary>The code of the pool's functions.</summary>
    public PoolCode Code { get; }

    /// <summary>The epoch that is open, or 0.</summary>
    public long Epoch => Interlocked.Read(ref _epoch);

    /// <summary>Starts to open the first epoch, and fetches from then on.</summary>
    /// <returns>
    /// A task that completes when the coordinator has answered, or fails with <see cref="PoolTimeoutException"/> when no silo did in time,
    /// or with <see cref="PoolVersionMismatchException"/> when the cluster speaks another version.
    /// </returns>
    public Task StartAsync(TimeSpan patience)
    {
        // The loop outlives what it is started in: the context of an item that uses a pool of its own must not go with it.
        using AsyncFlowControl? noFlow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _running = Task.Run(() => RunAsync(patience), CancellationToken.None);
        return _opened.Task;
    }

    public int NextJobNumber() => Interlocked.Increment(ref _lastJob);

    public void Register(Job job)
    {
        bool wasOpen;
        lock (_gate)
        {
            // Under the lock: a coordinator that is being opened is offered the job either here or with all others, not twice.
            _jobs.Add(job.Number, job);
            Queue.Enqueue(job.Start);
            wasOpen = _wasOpen;
        }

        if (wasOpen)
        {
            // The silos may have become known since the call was checked.
            AbortIfUnmatched(job);
        }
    }

    /// <summary>Waits until an epoch is open.</summary>
    public async Task<long> EpochAsync(CancellationToken cancellationToken)
    {
        var backOff = new BackOff(_time);
        while (Epoch == 0)
        {
            await backOff.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return Epoch;
    }

    /// <summary>Sends what was queued and not sent, from this thread.</summary>
    public void Send() => _submit.Run();

    /// <summary>Forgets a job that has ended, here and on the cluster.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isDone">Whether all its outcomes are there: then nothing of it runs, and the cluster may hear of it a little later.</param>
    public void End(int job, bool isDone)
    {
        lock (_gate)
        {
            _jobs.Remove(job);
            _lone.End(job);
        }

        Code.Forget(job);
        Queue.EnqueueEnd(job, isSent: !isDone);
        if (isDone && Interlocked.Exchange(ref _isEndDue, 1) == 0)
        {
            _ends.Change(EndPatience, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>No job comes any more: lets each worker run its finalizer, and waits for all of them as long as they may take.</summary>
    public async Task RetireWorkersAsync()
    {
        if (_open.Workers.Finalizer.IsEmpty || Volatile.Read(ref _lastJob) == 0)
        {
            return;
        }

        TimeSpan patience = _open.Workers.FinalizerTimeout + RetirePatience;
        Queue.EnqueueRetirement();
        try
        {
            await WorkerEnds.All.WaitAsync(patience, _time, _stop.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogRetirementTimedOut(PoolId, patience);
        }
        catch (OperationCanceledException)
        {
            // The pool was terminated meanwhile.
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        Shares.Table.Close(new PoolClosedException("The pool was closed and shares no values any more. Make a new pool, or close it later."));
        await _stop.CancelAsync().ConfigureAwait(false);
        await _ends.DisposeAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(ClosePatience, _time);
        CancellationToken late = limit.Token;
        try
        {
            // On a thread of its own, since the caller may block the one that it is on.
            await Task.Run(() => LastWord.SendAsync(() => _coordinator.CloseAsync(Interlocked.Read(ref _epoch), late), _time))
                .WaitAsync(late)
                .ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The coordinator ends by itself when its client is silent; nothing is lost but time.
            LogCloseFailed(error);
        }
    }

    private void SendEnds()
    {
        Volatile.Write(ref _isEndDue, 0);
        _submit.Signal();
    }

    private async Task RunAsync(TimeSpan patience)
    {
        var backOff = new BackOff(_time);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                OfferAll(await OpenAsync(patience, _stop.Token).ConfigureAwait(false));
                patience = OpenPatience;
                await FetchAllAsync(Interlocked.Read(ref _epoch)).ConfigureAwait(false);
                LogCoordinatorGone();
                backOff.Reset();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (PoolException error)
            {
                // No handle may wait for ever. Later jobs find a cluster again once there is one.
                _opened.TrySetException(error);
                AbortAll(error);
            }
            catch (Exception error)
            {
                // Whatever it was, the link goes on: everything awaited is offered anew.
                LogLinkFailed(PoolId, error);
            }

            Queue.Pause();
            Interlocked.Exchange(ref _epoch, 0);

            // A message to the lost coordinator must not hold up those to the next until it times out.
            await _epochEnd.CancelAsync().ConfigureAwait(false);
            await backOff.WaitAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void AbortAll(Exception error)
    {
        Shares.Table.FailWaiting(error);
        foreach (Job job in Jobs())
        {
            job.Abort(error);
        }
    }

    private Job? Find(int number)
    {
        lock (_gate)
        {
            return _jobs.GetValueOrDefault(number);
        }
    }

    private Job[] Jobs()
    {
        lock (_gate)
        {
            return [.. _jobs.Values];
        }
    }
}
