using OrleansPool.Callbacks;
using OrleansPool.Collecting;
using OrleansPool.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Feeding;
using OrleansPool.Hedging;
using OrleansPool.Insights;
using OrleansPool.Logging;
using OrleansPool.Payloads;
using OrleansPool.Retrying;
using OrleansPool.Sharing;
using OrleansPool.Streaming;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>
/// A job with its input and its outcomes: feeds chunks to the session, keeps those that are awaited, passes each outcome once to the
/// collector, and completes the handle when all have come or something ends it first.
/// </summary>
internal sealed partial class ItemJob<TItem, TResult, TOutcome> : Job, IFeedTarget, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly PoolSession _session;
    private readonly JobSettings<TResult, TOutcome> _settings;
    private readonly ChunkLedger _ledger = new();
    private readonly Queue<Segment> _inbox = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly JobCompletion<TOutcome> _completion;
    private readonly JobRetries? _retries;
    private readonly JobHedge? _hedge;
    private readonly InsightsMeter _insights = new();
    private readonly JobLog? _log;
    private readonly SharedUses _shares;
    private readonly PayloadSerializer _results;
    private long? _total;
    private long _counted;
    private long _read;
    private long _unsent;
    private Exception? _inputError;
    private double _microsecondsPerItem;
    private bool _isDraining;

    // Its input is read before the call returns, and sent in one go.
    private bool _isAtHand;
    private bool _hasEnded;

    public ItemJob(PoolSession session, JobPlan plan, JobSettings<TResult, TOutcome> settings, TimeProvider time)
        : base(plan.Start)
    {
        _session = session;
        _settings = settings;
        _shares = plan.Shares;
        _results = plan.Results;
        var scope = new CallbackScope(session);
        Progress = new ProgressMeter(settings.Options.Progress, scope, OnUserCodeFailed, time);
        _log = settings.Options.Logger is { } logger ? new JobLog(logger, plan.Start, OnUserCodeFailed, time) : null;
        _completion = new JobCompletion<TOutcome>(settings.Callbacks, scope, Progress, _log);
        _retries = settings.Options.Retry is { } retry
            ? new JobRetries(new RetryPolicy(retry, plan.Results), _ledger, time, SubmitRetries, OnUserCodeFailed)
            : null;
        _hedge = settings.Options.Hedge ? new JobHedge(time, SubmitHedges) : null;
        if (plan.Span is { } span)
        {
            _completion.Decided.ContinueWith(
                _ => JobSpan.End(span, Progress.Now, _completion.Error),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        if (settings.Collector is ImapCollector<TResult> imap)
        {
            imap.FailedLate = () => Progress.Add(0, 1);
        }
    }

    public ProgressMeter Progress { get; }

    /// <summary>Puts outcomes on a stream, if the job asks for that.</summary>
    public ResultPublisher<TResult>? Publisher { get; set; }

    public JobCompletion<TOutcome> Completion => _completion;

    public override Task Decided => _completion.Decided;

    public override Task Ended => _completion.Ended;

    /// <summary>Items that are known of: read from the input, or counted in it. Does not change when the job has ended.</summary>
    public long Known
    {
        get
        {
            lock (_gate)
            {
                return _total ?? Math.Max(_read, _counted);
            }
        }
    }

    /// <summary>Where the time went so far.</summary>
    public JobInsights Insights => _insights.Now(_session.Silos.NameOf, InputPreview.Of<TItem>);

    /// <summary>The failed items.</summary>
    public FailureLog Failures => _settings.Collector.Failures;

    public override bool IsUnread(TimeSpan limit) =>
        _settings.Collector is ImapCollector<TResult> imap && _settings.Window.IsStill && imap.Unread >= limit;

    public override void Post(Segment segment)
    {
        lock (_inbox)
        {
            _inbox.Enqueue(segment);
            if (_isDraining)
            {
                return;
            }

            _isDraining = true;
        }

        // Decoding runs code of user types: never on the link, where it would hold up every other job. This thread is free as soon as the link has asked
        // for more, which is sooner than another one is awake.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public void Execute()
    {
        while (true)
        {
            Segment? segment;
            lock (_inbox)
            {
                if (!_inbox.TryDequeue(out segment))
                {
                    _isDraining = false;
                    return;
                }
            }

            try
            {
                Receive(segment);
            }
            catch (Exception error)
            {
                Abort(error);
            }
        }
    }

    public override void Write(LogEntry entry) => _log?.Write(entry);

    public override void LoseLogs(long count) => _log?.Lose(count);

    public override void Fail(Failure failure) => Abort(FailureDecoder.ToException(failure, _results));

    public override void Abort(Exception error)
    {
        bool hadEnded;
        lock (_gate)
        {
            hadEnded = _hasEnded;
            if (!hadEnded)
            {
                EndLocked(error is OperationCanceledException ? JobState.Cancelled : JobState.Failed);
                _settings.Collector.Abort(error);
            }
        }

        if (hadEnded)
        {
            _completion.Hurry();
        }
        else
        {
            _completion.Fail(error);
        }
    }

    public override void Charge(long item, int losses, bool isLost)
    {
        lock (_gate)
        {
            _ledger.Charge(item, losses, isLost);
        }
    }

    public override void Offer(SubmitQueue queue, bool isLost)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            HashSet<(long First, int Throws)> unsent = queue.Remove(Number);
            JobProgress past = Progress.Now;
            _hedge?.Reset();
            queue.Enqueue(Start with { Total = _total ?? Start.Total, Past = new JobPast(past.Completed, past.Failed, Progress.Elapsed) });
            foreach (ChunkMessage chunk in _ledger.Outstanding(Number, (first, throws) => isLost && !unsent.Contains((first, throws))))
            {
                queue.Enqueue(_hedge is { HasHedged: true } ? chunk.AsHedge(0, chunk.Items.Count) : chunk);
            }

            LookForHedge();
        }
    }

    private void Receive(Segment segment)
    {
        long[] wanted = segment.Failures.Length > 0 && _retries is not null ? _retries.Wanted(segment) : [];
        List<ItemRange> fresh = [];
        KeptInput? slowest = null;
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            if (_insights.WantsSlowest(segment) && _ledger.InputOf(segment.First + segment.SlowestOffset) is { } input)
            {
                slowest = InputPreview.Keep(input);
            }

            long before = _ledger.AwaitedBytes;
            if (wanted.Length == 0)
            {
                _ledger.Accept(new ItemRange(segment.First, segment.Values.Count), fresh);
            }
            else
            {
                _retries!.Hold(segment, wanted).ForEach(range => _ledger.Accept(range, fresh));
            }

            _settings.Window.Received(0, before - _ledger.AwaitedBytes, 0);
            Adapt(segment);
            LookForHedge();
        }

        _insights.Add(segment, fresh, slowest);
        foreach (ItemRange range in fresh)
        {
            long bytes = segment.Values.Slice((int)(range.First - segment.First), range.Count).Bytes;
            _settings.Window.Received(range.Count, 0, bytes);

            // Not under the lock: decoding runs code of the result's type, and a cancel must not wait for it.
            int failures = _settings.Collector.Accept(segment, range);
            if (_settings.ReusesMemory)
            {
                ReusedMemory.Of(segment.Values)?.Release(range.Count);
            }

            if (Publisher is { } publisher)
            {
                publisher.Publish(segment, range, () => Count(range.Count, bytes, failures));
            }
            else
            {
                Count(range.Count, bytes, failures);
            }
        }
    }

    private void SubmitRetries()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _retries!.TakeDue(Number).ForEach(chunk => _session.Queue.Enqueue(chunk));
            }
        }
    }

    // Called under the lock.
    private void LookForHedge() => _hedge?.Look(
        _total is { } total && _read >= total ? _ledger.Awaited : null,
        Math.Min(_session.Silos.Workers(), _settings.Options.MaxWorkers ?? int.MaxValue),
        _microsecondsPerItem);

    private void SubmitHedges()
    {
        lock (_gate)
        {
            if (!_hasEnded)
            {
                _hedge!.Take(_ledger.Outstanding(Number, static (_, _) => false)).ForEach(chunk => _session.Queue.Enqueue(chunk));
            }
        }
    }

    private void OnUserCodeFailed(Exception error) => _completion.CallbackFailed?.Invoke(error);

    private void Count(int items, long bytes, int failures)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                return;
            }

            Yield(items, bytes);
            Progress.Add(items, failures);
            if (failures > 0 && _settings.Options.ErrorMode == ErrorMode.FailFast)
            {
                EndEarly();
            }
            else
            {
                CompleteIfAllCame();
            }
        }
    }

    private void Adapt(Segment segment)
    {
        if (segment.Values.Count > 0)
        {
            double sample = (double)segment.RunMicroseconds / segment.Values.Count;
            _microsecondsPerItem = _microsecondsPerItem == 0 ? sample : (_microsecondsPerItem * 0.8) + (sample * 0.2);
            _settings.Window.Adapt(_microsecondsPerItem);
        }
    }

    private void Yield(int items, long bytes)
    {
        if (_settings.YieldsAtOnce)
        {
            _settings.Window.Yielded(items, bytes);
        }
    }

    private void CompleteIfAllCame()
    {
        if (!_hasEnded && _total is { } total && Progress.Completed == total)
        {
            EndLocked(end: null);
            _settings.Collector.Complete(total);
            _completion.Finish(_settings.Finish);
        }
    }

    private void EndEarly()
    {
        if (!_hasEnded)
        {
            EndLocked(JobState.Failed);
            _settings.Collector.Abort(_inputError ?? new OperationCanceledException());
            _completion.Finish(_settings.Finish);
        }
    }

    /// <param name="end">How it ended, if not all its items have.</param>
    private void EndLocked(JobState? end)
    {
        _hasEnded = true;
        if (end is not null || _unsent > 0)
        {
            _session.Queue.Enqueue(new JobNote(Number) { End = end, Unsent = _unsent }, isSent: false);
        }

        _session.End(Number, isDone: end is null);
        _shares.End();
        Progress.Stop();
        _retries?.Dispose();
        _hedge?.Dispose();
        Publisher?.End();

        // Not under the caller's feet: registrations on the token may run the input's own code.
        CancelSignal.Send(_ended, OnUserCodeFailed);
    }
}
