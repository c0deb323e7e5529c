using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;
using OrleansPool.Agents;
using OrleansPool.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Hosting;
using OrleansPool.Locating;
using OrleansPool.Placement;
using OrleansPool.Scheduling;
using OrleansPool.Streaming;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>
/// The coordinator of one pool: carries messages between its client, the scheduler that decides, and the agents of the silos. Holds nothing
/// on disk: when it is lost, the client offers what it still awaits to the next.
/// </summary>
[Reentrant, Immovable, KeepAlive, StayingSiloPlacement, GrainDirectory(CoordinatorDirectory.Name)]
[GrainType(GrainTypeName)]
internal sealed partial class CoordinatorGrain(
    IAgentDirectory agents,
    Departures departures,
    JobBook book,
    JobFeed feed,
    PoolMeter meter,
    ILocalSiloDetails localSilo,
    IClusterMembershipService membership,
    TimeProvider time,
    ILogger<CoordinatorGrain> logger) : Grain, ICoordinatorGrain, IScheduleSink, IWatchedCoordinator
{
    public const string GrainTypeName = "orleanspool.coordinator";

    /// <summary>A client that has not fetched for this long is gone: its jobs end.</summary>
    private static readonly TimeSpan ClientLease = TimeSpan.FromSeconds(60);

    private readonly int _homeSilo = SiloLink.NumberOf(localSilo.SiloAddress);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, JobStart> _jobs = [];
    private readonly PartBuffer _parts = new();
    private OutcomeBuffer _outcomes = new();
    private Scheduler _scheduler = null!;
    private OpenRequest _opened = null!;
    private long _epoch;
    private long _lastSubmit;
    private long _lastFetch;

    // The clock is read once for each message, not for each chunk or lease.
    private long _now;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _lastFetch = time.GetTimestamp();
        JoinDepartures();
        JoinBook();
        _ = WatchMembershipAsync();
        this.RegisterGrainTimer(CheckAsync, new() { DueTime = CheckPeriod, Period = CheckPeriod, Interleave = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        departures.Remove(this);
        book.Remove(this);
        await _stop.CancelAsync();
        _epoch = 0;
        _handedOver.TrySetResult();
        _outcomes.Signal();
    }

    /// <inheritdoc/>
    public Task<SubmitReply> SubmitAsync(SubmitMessage message)
    {
        if (message.Epoch != _epoch || _isLeaving)
        {
            return Task.FromResult(new SubmitReply { IsKnown = false });
        }

        if (message.Sequence <= _lastSubmit)
        {
            // The answer that was lost may have had outcomes: they are there to be fetched.
            _outcomes.Signal();
            return Task.FromResult(new SubmitReply { IsKnown = true });
        }

        try
        {
            Take(message);
            _lastSubmit = message.Sequence;
            return message.Awaits ? AnswerWithOutcomesAsync(message.Acknowledged) : Task.FromResult(new SubmitReply { IsKnown = true });
        }
        catch (Exception error)
        {
            // A message that was handled in part can be neither repeated nor forgotten: a new epoch starts from what the client awaits.
            LogMessageFailed(this.GetPrimaryKeyString(), error);
            _epoch = 0;
            _outcomes.Signal();
            return Task.FromResult(new SubmitReply { IsKnown = false });
        }
    }

    private async Task<SubmitReply> AnswerWithOutcomesAsync(long acknowledged)
    {
        OutcomeBuffer outcomes = _outcomes;
        if (await outcomes.WaitFirstAsync(WireTimes.SubmitWait, time) && outcomes == _outcomes && !_isLeaving)
        {
            return new SubmitReply { IsKnown = true, Outcomes = outcomes.TakeFirst(acknowledged) };
        }

        return new SubmitReply { IsKnown = true };
    }

    /// <inheritdoc/>
    public async Task<FetchReply> FetchAsync(FetchRequest request)
    {
        if (request.Epoch == _epoch)
        {
            _lastFetch = time.GetTimestamp();
            OutcomeBuffer outcomes = _outcomes;
            FetchReply ready = outcomes.Take(request.Acknowledged);
            ReleaseTrials();
            if (outcomes.IsHandedOver)
            {
                EndHandOver();
                return new FetchReply { IsKnown = false };
            }

            if (ready.Sequence > request.Acknowledged)
            {
                return ready;
            }

            await outcomes.WaitAsync(TimeSpan.FromMilliseconds(request.WaitMilliseconds), time);
        }

        return request.Epoch == _epoch ? _outcomes.Take(request.Acknowledged) : new FetchReply { IsKnown = false };
    }

    /// <inheritdoc/>
    public async Task CloseAsync(long epoch)
    {
        // Its opening may still be on its way, or come again.
        _isOver = true;

        // Without an epoch here the coordinator that was opened may be lost, and what it gave to silos is still there. A later epoch than the client knows comes
        // of an opening that arrived twice, or whose answer was lost: the pool is over all the same.
        if (_epoch == 0 || epoch <= _epoch)
        {
            // The agents know before the client is told, so that nothing is reported to a coordinator that is gone.
            await Task.WhenAny(_epoch == 0 ? DetachAllAsync(long.MaxValue) : EndEpochAsync(long.MaxValue), Task.Delay(DetachPatience, time));
        }
    }

    /// <inheritdoc/>
    public Task<ReportReply> ReportAsync(ReportMessage message)
    {
        if (_epoch == 0 || _isLeaving || !_links.TryGetValue(message.Silo, out SiloLink? link) || link.Epoch != message.Epoch)
        {
            return Task.FromResult(new ReportReply { IsKnown = false });
        }

        link.Heard();
        if (_awaitsOffers)
        {
            return Task.FromResult(new ReportReply { IsKnown = true, IsEarly = true });
        }

        if (message.Sequence <= link.LastReport)
        {
            return Task.FromResult(link.LastReply!);
        }

        try
        {
            link.LastReply = new ReportReply { IsKnown = true, RefusedLeases = Take(link, message) };
            link.LastReport = message.Sequence;
            return Task.FromResult(link.LastReply);
        }
        catch (Exception error)
        {
            // As above.
            LogMessageFailed(this.GetPrimaryKeyString(), error);
            _epoch = 0;
            _outcomes.Signal();
            return Task.FromResult(new ReportReply { IsKnown = false, IsBroken = true });
        }
    }

    private void Take(SubmitMessage message)
    {
        _now = time.GetTimestamp();
        _parts.Add(message.Part);
        foreach (JobStart start in message.Jobs)
        {
            JobStart job = _parts.Complete(start);
            if (!_jobs.TryAdd(job.Job, job))
            {
                continue;
            }

            Watch(job);
            _scheduler.JobStarted(new JobRules
            {
                Job = job.Job,
                ChunkSize = job.ChunkSize,
                MaxAttempts = job.MaxAttempts,
                IsIsolated = _opened.Workers.Isolation == Isolation.Process,
                Priority = job.Priority,
                Weight = job.Weight,
                MaxWorkers = job.MaxWorkers,
                Demand = LabelDemand.From(job.Labels),
            });
        }

        foreach (ChunkMessage entry in message.Chunks)
        {
            ChunkMessage chunk = _parts.Complete(entry);
            if (_jobs.ContainsKey(chunk.Job))
            {
                Watch(chunk);
                _scheduler.ChunkArrived(new Chunk(
                    chunk.Job,
                    chunk.First,
                    chunk.Items.Count,
                    chunk.Items.Bytes,
                    new QueuedChunk(chunk, _now),
                    chunk.History.Losses,
                    chunk.Doubts,
                    chunk.History.Throws,
                    isSpare: chunk.IsHedge && !_awaitsOffers,
                    isClaimable: !chunk.IsHedge));
            }
        }

        foreach (JobNote note in message.Notes)
        {
            _watches.GetValueOrDefault(note.Job)?.Take(note);
        }

        foreach (int job in message.EndedJobs)
        {
            EndJob(job);
        }

        if (message.RetireWorkers)
        {
            RetireWorkers();
        }

        foreach (int share in message.EndedShares)
        {
            EndShare(share);
        }

        if (message.IsOffered)
        {
            _awaitsOffers = false;
            _scheduler.AllOffered();
        }

        Schedule();
    }

    private long[] Take(SiloLink link, ReportMessage message)
    {
        _now = time.GetTimestamp();
        foreach (LeaseChange change in message.Changes)
        {
            if (change.NewLease != 0)
            {
                _scheduler.Split(link.Number, change.Lease, change.First, change.NewLease);
            }
            else
            {
                Lease? lease = _scheduler.Find(link.Number, change.Lease);
                if (_scheduler.Returned(link.Number, change.Lease, change.First, change.Count) && lease!.IsSuspect)
                {
                    // It did not start: what it would have been charged with here is not.
                    Charge(new ItemCharge(lease.Job, change.First, lease.Losses));
                }
            }
        }

        if (message.Logs is { } logs)
        {
            _outcomes.Add(logs);
        }

        link.Parts.Add(message.Part);
        foreach (Segment entry in message.Segments)
        {
            Segment segment = link.Parts.Complete(entry);
            if (_scheduler.Completed(link.Number, segment.Lease, segment.First, segment.Values.Count, segment.RunMicroseconds, segment.LentMicroseconds))
            {
                _charges.Remove(segment.Job, segment.First, segment.Values.Count);
                Deliver(segment);
            }
        }

        foreach (LeaseLoss loss in message.Losses)
        {
            meter.WorkerLost();
            if (_scheduler.WorkerLost(link.Number, loss.Lease, loss.Item, loss.Outcome is not null, loss.Cause) && loss.Outcome is { } outcome)
            {
                _charges.Remove(outcome.Job, outcome.First, outcome.Values.Count);
                Deliver(outcome);
            }
        }

        List<long> refused = [];
        foreach (LeaseMark mark in message.Started)
        {
            if (!_scheduler.Started(link.Number, mark.Lease, mark.Item))
            {
                refused.Add(mark.Lease);
            }
        }

        foreach (JobFailure failure in message.FailedJobs.Where(failure => _jobs.ContainsKey(failure.Job)))
        {
            EndJob(failure.Job, failure.Failure);
            _outcomes.Add(failure);
        }

        if (message.WorkerEnds is { } ends)
        {
            TakeWorkerEnds(link, ends);
        }

        TakeSiloState(link, message);
        Schedule();
        return [.. refused];
    }

    /// <param name="job">The job.</param>
    /// <param name="failure">What ends it, if not its client.</param>
    private void EndJob(int job, Failure? failure = null)
    {
        if (_jobs.Remove(job))
        {
            EndWatch(job, failure);
            _unmatchedSince.Remove(job);
            _scheduler.JobCancelled(job);
            _charges.Remove(job);
            _outcomes.Remove(job);
        }

        // One that was not offered any more may run all the same, from an earlier coordinator.
        foreach (SiloLink link in _links.Values)
        {
            link.End(job);
        }
    }

    private void Schedule()
    {
        _now = time.GetTimestamp();
        _scheduler.Schedule();
        SendAssigned();
    }

    /// <summary>The pool was closed long ago, and a message that came late opened it once more: nobody would use it, nor end it.</summary>
    private Task EndLateAsync()
    {
        _isOver = true;
        return _epoch == 0 ? Task.CompletedTask : EndEpochAsync(long.MaxValue);
    }

    private async Task EndEpochAsync(long last)
    {
        _epoch = 0;
        _jobs.Clear();
        EndWatches();
        _outcomes.Signal();
        await DetachAllAsync(last);
        if (_epoch == 0)
        {
            // Unless a client that was thought lost has opened it anew meanwhile.
            DeactivateOnIdle();
        }
    }

    private long NextEpoch() => _lastEpoch = Math.Max(_lastEpoch + 1, time.GetUtcNow().UtcTicks);
}
