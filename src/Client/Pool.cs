using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansPool.Callbacks;
using OrleansPool.Collecting;
using OrleansPool.Diagnostics;
using OrleansPool.Feeding;
using OrleansPool.Functions;
using OrleansPool.Options;
using OrleansPool.Payloads;
using OrleansPool.Results;
using OrleansPool.Session;
using OrleansPool.Streaming;

namespace OrleansPool;

/// <summary>
/// A pool of workers that run functions over many items: the cores of this machine, or of a cluster, with the same calls.
/// The counterpart of Python's <c>multiprocessing.Pool</c>.
/// </summary>
/// <remarks>
/// <para>Thread-safe. Any number of jobs may be under way at the same time; they share the workers.</para>
/// <para>Arguments and results are always copies, on one machine too, so that a program gives the same answers on a cluster.</para>
/// <para>Dispose it, best with <c>await using</c>. One that is dropped instead is stopped, with a warning, when the garbage collector finds it: not
/// before its jobs have ended, but an imap counts only while somebody can read from it.</para>
/// <para>An item runs at least once and is delivered exactly once: when a silo is lost, what it was running runs again elsewhere.</para>
/// </remarks>
public sealed partial class Pool : IAsyncDisposable, IDisposable
{
    private readonly PoolSession _session;
    private readonly PoolOptions _options;
    private readonly PoolLife _life;
    private readonly TimeProvider _time;
    private readonly CallbackErrors _callbackErrors;
    private readonly IServiceProvider _services;

    internal Pool(PoolSession session, IServiceProvider services, PoolOptions options, Func<ValueTask> release, TimeProvider time, ILogger logger)
    {
        _services = services;
        Cluster = new ClusterView(services.GetRequiredService<IGrainFactory>());
        _session = session;
        _options = options;
        _time = time;
        _callbackErrors = new CallbackErrors(this, logger);
        _life = new PoolLife(session, release, time, logger);
        Guard = new PoolGuard(_life);
    }

    /// <summary>Occurs when a callback throws. The result of its job is not touched by it.</summary>
    /// <remarks>Without a handler the error is logged, and so is what a handler throws.</remarks>
    public event EventHandler<CallbackFailedEventArgs>? CallbackFailed
    {
        add => _callbackErrors.Failed += value;
        remove => _callbackErrors.Failed -= value;
    }

    /// <summary>Gets how many items this pool can run at the same time now.</summary>
    public int WorkerCount => _session.Silos.Workers();

    /// <summary>Gets the names of the silos that run this pool's items now.</summary>
    public IReadOnlyList<string> Silos => _session.Silos.Names;

    /// <summary>Gets the cluster that this pool works on, with the silos and jobs of all its clients: to look at, to cancel, to drain.</summary>
    public ClusterView Cluster { get; }

    /// <summary>Gets what travels with this pool's functions to silos that do not have their code.</summary>
    public PoolPackage Package => _session.Code.Package;

    /// <summary>Gets what notices that nobody can reach the pool any more.</summary>
    internal PoolGuard Guard { get; }

    /// <summary>Gets this pool for a call that blocks. Code that may not wait is refused here, before anything is sent.</summary>
    private Pool Blocking
    {
        get
        {
            PoolContext.CurrentOrNull?.CheckMayWait();
            return this;
        }
    }

    private MapResult<TResult> StartMap<TItem, TResult>(
        PoolFunction<TItem, TResult> function,
        ItemSource<TItem> items,
        int? chunkSize,
        JobOptions? options,
        JobCallbacks<TResult[]> callbacks,
        CancellationToken cancellationToken)
    {
        JobPlan plan = Plan<TItem, TResult>(function, chunkSize, options, new JobKind("map", items.Count));
        var collector = new ArrayCollector<TResult>(plan.Results, items.Count, _session.Silos.NameOf);
        bool throws = plan.Options.ErrorMode != ErrorMode.Collect;
        var job = Start(plan, items, AllAtOnce(collector, callbacks, plan, () => throws && collector.Failures.First is { Error: var error }
            ? Task.FromException<TResult[]>(error)
            : Task.FromResult(collector.Values())), cancellationToken);
        var handle = new JobHandle<TItem, TResult, TResult[]>(job);
        return new MapResult<TResult>(handle, () => collector.Outcomes(job.Known, job.Completion.Error));
    }

    private AsyncResult StartForEach<TItem>(
        PoolFunction<TItem, Unit> function,
        ItemSource<TItem> items,
        int? chunkSize,
        JobOptions? options,
        JobCallbacks<Unit> callbacks,
        CancellationToken cancellationToken)
    {
        if (options?.ResultStream is not null)
        {
            throw new ArgumentException("JobOptions.ResultStream is set, and this work has no results. Use MapAsync, or leave ResultStream unset.", nameof(options));
        }

        JobPlan plan = Plan<TItem, Unit>(function, chunkSize, options, new JobKind("foreach", items.Count));
        var collector = new CountingCollector(plan.Results, _session.Silos.NameOf);
        bool throws = plan.Options.ErrorMode != ErrorMode.Collect;
        var job = Start(plan, items, AllAtOnce(collector, callbacks, plan, () => throws && collector.Failures.First is { Error: var error }
            ? Task.FromException<Unit>(error)
            : Task.FromResult(default(Unit))), cancellationToken);
        return new AsyncResult(new JobHandle<TItem, Unit, Unit>(job));
    }

    private AsyncResult<TResult> StartApply<TItem, TResult>(
        PoolFunction<TItem, TResult> function,
        TItem item,
        JobOptions? options,
        JobCallbacks<TResult> callbacks,
        CancellationToken cancellationToken)
    {
        JobPlan plan = Plan<TItem, TResult>(function, chunkSize: 1, options, new JobKind("apply", 1));
        var collector = new ArrayCollector<TResult>(plan.Results, 1, _session.Silos.NameOf);
        var job = Start(plan, ItemSource<TItem>.FromOne(item), AllAtOnce(collector, callbacks, plan, () => collector.Failures.First is { Error: var error }
            ? Task.FromException<TResult>(error)
            : Task.FromResult(collector.Values()[0])), cancellationToken);
        return new AsyncResult<TResult>(new JobHandle<TItem, TResult, TResult>(job));
    }

    /// <summary>Starts an imap of any function, also of one with several arguments.</summary>
    internal ImapResult<TResult> StartImap<TItem, TResult>(
        PoolFunction<TItem, TResult> function,
        ItemSource<TItem> items,
        bool ordered,
        int? chunkSize,
        JobOptions? options,
        CancellationToken cancellationToken)
    {
        JobPlan plan = Plan<TItem, TResult>(function, chunkSize, options, new JobKind(ordered ? "imap" : "imap_unordered", items.Count, IsImap: true));
        var window = new FeedWindow(plan.Options.BufferSize, plan.Options.BufferBytes, isAdaptive: true, _session.Silos.Workers, _session.MicrosecondsOnTheWay);
        var collector = new ImapCollector<TResult>(plan.Results, ordered, window, _session.Silos.NameOf, _time);
        var settings = new JobSettings<TResult, Unit>
        {
            Collector = collector,
            Finish = () => Task.FromResult(default(Unit)),
            Window = window,
            Callbacks = JobCallbacks<Unit>.None,
            Options = plan.Options,
            YieldsAtOnce = false,
            ReusesMemory = false,
        };
        var job = Start(plan, items, settings, cancellationToken);
        return new ImapResult<TResult>(new ImapReader<TResult>(collector, new JobHandle<TItem, TResult, Unit>(job), _session.Silos, Guard));
    }

    private JobPlan Plan<TItem, TResult>(PoolFunction function, int? chunkSize, JobOptions? options, JobKind kind)
    {
        options ??= new JobOptions();
        JobOptionsValidator.ThrowIfInvalid(options, chunkSize, kind.IsImap, _session.Silos);
        _life.ThrowIfNotRunning();
        kind = kind with { Span = JobSpan.Begin() };
        try
        {
            return JobPlan.Create<TItem, TResult>(function, chunkSize ?? options.ChunkSize, options, _options, _session, kind);
        }
        catch (Exception error) when (kind.Span is not null)
        {
            JobSpan.End(kind.Span, new JobProgress(0, 0, kind.Total, 0, null), error);
            throw;
        }
    }

    private JobSettings<TResult, TOutcome> AllAtOnce<TResult, TOutcome>(
        Collector<TResult> collector,
        JobCallbacks<TOutcome> callbacks,
        JobPlan plan,
        Func<Task<TOutcome>> finish) => new()
        {
            Collector = collector,
            Finish = finish,
            Window = new FeedWindow(plan.Options.BufferSize, plan.Options.BufferBytes, isAdaptive: false, _session.Silos.Workers, _session.MicrosecondsOnTheWay),
            Callbacks = callbacks,
            Options = plan.Options,
            YieldsAtOnce = true,
            ReusesMemory = _session.SharesMemory && !plan.Options.Hedge && plan.Options.ResultStream is null,
        };

    private ItemJob<TItem, TResult, TOutcome> Start<TItem, TResult, TOutcome>(
        JobPlan plan,
        ItemSource<TItem> items,
        JobSettings<TResult, TOutcome> settings,
        CancellationToken cancellationToken)
    {
        var job = new ItemJob<TItem, TResult, TOutcome>(_session, plan, settings, _time);
        CallbackErrors errors = _callbackErrors;
        job.Completion.CallbackFailed = error => errors.Report(job.Id, error);
        try
        {
            job.Publisher = ResultPublisher<TResult>.Create(plan, _services, job.Abort, _time);

            // What a job does may matter without its handle; what nobody can read from an imap does not.
            _life.Add(job, settings.YieldsAtOnce ? Guard : null);
        }
        catch (Exception error)
        {
            plan.Shares.End();
            if (plan.Span is { } span)
            {
                JobSpan.End(span, job.Progress.Now, error);
            }

            throw;
        }

        // Before the feeding: nothing of a job that is cancelled already is sent.
        Watch(job, plan.Options, cancellationToken);
        job.Feed(items, PayloadSerializer.Shared, new ChunkSizer(plan.Start.ChunkSize, items.Count, _session.Silos.Workers, settings.Window));
        return job;
    }

    /// <summary>Ends the job when its token is cancelled or its time is over.</summary>
    private void Watch(Job job, JobOptions options, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((Job)state!).Abort(new OperationCanceledException($"Job {((Job)state).Id} was cancelled by its token.", token)),
            job);
        ITimer? timer = options.Timeout is { } timeout
            ? _time.CreateTimer(
                _ => job.Abort(new PoolTimeoutException($"Job {job.Id} did not end within its Timeout of {timeout}. Outcomes has what was done; raise JobOptions.Timeout to let it finish.")),
                null,
                timeout,
                Timeout.InfiniteTimeSpan)
            : null;
        if (timer is null && !cancellationToken.CanBeCanceled)
        {
            return;
        }

        job.Ended.ContinueWith(
            _ =>
            {
                registration.Dispose();
                timer?.Dispose();
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
