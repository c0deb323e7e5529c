using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>What the coordinator has for the client.</summary>
internal sealed partial class PoolSession
{
    // One reply is taken at a time. The sequence number of the last, of the present epoch.
    private readonly Lock _taking = new();
    private long _acknowledged;

    /// <summary>Fetches until the coordinator does not know the epoch.</summary>
    private async Task FetchAllAsync(long epoch)
    {
        var backOff = new BackOff(_time);
        long lastAnswer = _time.GetTimestamp();
        while (!_stop.IsCancellationRequested && _time.GetElapsedTime(lastAnswer) < FetchPatience)
        {
            var request = new FetchRequest { Epoch = epoch, Acknowledged = Interlocked.Read(ref _acknowledged), WaitMilliseconds = (int)FetchWait.TotalMilliseconds };
            FetchReply reply;
            try
            {
                reply = await _coordinator.FetchAsync(request, _stop.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogCallFailed(nameof(ICoordinatorGrain.FetchAsync), error);
                await backOff.WaitAsync(_stop.Token).ConfigureAwait(false);
                continue;
            }

            backOff.Reset();
            lastAnswer = _time.GetTimestamp();
            if (!reply.IsKnown)
            {
                return;
            }

            Take(epoch, reply);
        }
    }

    /// <summary>Takes what a coordinator tells, once: the same may come as an answer to a fetch and to a submit.</summary>
    private void Take(long epoch, FetchReply reply)
    {
        lock (_taking)
        {
            if (epoch == Epoch && reply.Sequence > _acknowledged)
            {
                Deliver(reply);
                Interlocked.Exchange(ref _acknowledged, reply.Sequence);
            }
        }
    }

    private void Deliver(FetchReply reply)
    {
        Volatile.Write(ref _siloTrip, reply.TripMicroseconds);
        if (reply.Silos is not null)
        {
            Silos.Update(reply.Silos);
        }

        _charges = reply.Charges ?? _charges;
        _handOver = reply.HandOver;
        if (reply.Logs is { } logs)
        {
            Deliver(logs);
        }

        _parts.Add(reply.Part);
        foreach (Segment segment in reply.Segments)
        {
            Segment whole = _parts.Complete(segment);
            Find(segment.Job)?.Post(whole);
        }

        foreach (JobFailure failure in reply.FailedJobs)
        {
            Find(failure.Job)?.Fail(failure.Failure);
        }

        if (reply.WorkerEnds is { } ends && WorkerEnds.Add(ends))
        {
            LogWorkerEndsDropped(PoolId, WorkerEndList.Most);
        }

        Shares.Want(reply.WantedShares);
    }

    private void Deliver(LogBatch logs)
    {
        foreach (LogEntry entry in logs.Entries)
        {
            Find(entry.Job)?.Write(entry);
        }

        foreach (LogLoss loss in logs.Lost)
        {
            Find(loss.Job)?.LoseLogs(loss.Count);
        }
    }
}
