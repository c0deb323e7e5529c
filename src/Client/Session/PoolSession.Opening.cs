using OrleansPool.Wire;

namespace OrleansPool.Session;

internal sealed partial class PoolSession
{
    /// <summary>Whether the first epoch was opened, or opening it has failed.</summary>
    public bool WasOpened => _opened.Task.IsCompleted;

    /// <summary>Waits until that is so.</summary>
    public Task OpenedAsync() => Task.WhenAny(_opened.Task);

    /// <summary>Fails a job that cannot be sent.</summary>
    public void Abort(int job, Exception error) => Find(job)?.Abort(error);

    /// <summary>The same for all jobs that match.</summary>
    public void AbortAll(Predicate<JobStart> match, Exception error)
    {
        foreach (Job job in Jobs().Where(job => match(job.Start)))
        {
            job.Abort(error);
        }
    }

    /// <summary>The encoded function of a job, of which the start that is sent may have none since it went ahead in parts.</summary>
    public ReadOnlyMemory<byte> FunctionOf(JobStart start) => start.PartCount > 0 && Find(start.Job) is { } job ? job.Start.Function : start.Function;

    /// <summary>Gives a new coordinator all jobs with what is still awaited of them.</summary>
    private void OfferAll(OpenReply opened)
    {
        // Answers of the last one may still be looked at.
        using Lock.Scope none = _taking.EnterScope();
        _acknowledged = 0;
        _parts.Clear();
        if (_wasOpen)
        {
            bool isLost = _handOver is null;
            Charge(isLost, isLost && !opened.Silos.Any(silo => silo.Number == _homeSilo));
            foreach (Job job in Jobs())
            {
                job.Offer(Queue, isLost);
            }
        }

        _handOver = null;
        _homeSilo = opened.HomeSilo;

        // Before the first epoch nothing was sent, and all of it still waits in the queue.
        bool isOffer = _wasOpen;
        _wasOpen = true;
        if (!isOffer)
        {
            // Later ones wait a while: a silo that is restarted comes back.
            Array.ForEach(Jobs(), AbortIfUnmatched);
        }

        Volatile.Write(ref _epochEnd, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token));
        Interlocked.Exchange(ref _epoch, opened.Epoch);
        _opened.TrySetResult();
        Queue.Open(opened.Epoch, isOffer);
    }

    /// <summary>Fails a job that was started before the silos were known, if none of them can run it.</summary>
    private void AbortIfUnmatched(Job job)
    {
        if (Silos.WhyNone(job.Start.Labels) is { } why)
        {
            job.Abort(new NoMatchingSiloException($"No silo can run job {job.Id}. {why}"));
        }
    }

    /// <summary>What the coordinator that is gone had charged items with. It may be gone while its silo is there: then that has killed nothing.</summary>
    private void Charge(bool isLost, bool isSiloLost)
    {
        foreach (ItemCharge charge in _charges)
        {
            if (charge.After(isSiloLost) is > 0 and var losses)
            {
                Find(charge.Job)?.Charge(charge.Item, losses, isLost);
            }
        }

        _charges = [];
    }

    private async Task<OpenReply> OpenAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await OpenAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PoolTimeoutException(
                $"No silo with OrleansPool answered within {patience.TotalSeconds:F0} s. Check that silos run, and that they call AddOrleansPool."
                    + (_openError is null ? string.Empty : $" The last error was: {_openError.GetBaseException().Message}"),
                _openError);
        }
    }

    private async Task<OpenReply> OpenAsync(CancellationToken cancellationToken)
    {
        var backOff = new BackOff(_time);
        _openError = null;
        while (true)
        {
            try
            {
                OpenRequest request = _open with
                {
                    Shares = Shares.Table.Numbers(),
                    Jobs = [.. Jobs().Select(job => job.Number)],
                    Leased = _handOver ?? [],
                    Proof = _tls?.Transport.Prove(PoolId),
                };
                OpenReply reply = await _coordinator.OpenAsync(request).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (reply.Refusal is not null)
                {
                    throw new PoolVersionMismatchException(reply.Refusal);
                }

                if (reply.Epoch != 0)
                {
                    Silos.Update(reply.Silos);
                    if (Silos.CodePlatforms.Count > 0)
                    {
                        Code.Prepare(Silos.CodePlatforms);
                    }

                    if (WorkerRulesFactory.Complete(_open.Workers, _options, Code, Silos.CodePlatforms) is not { } complete)
                    {
                        return reply;
                    }

                    // Silos have to get the code of what workers run, which shows only now: once more, with that.
                    _open = _open with { Workers = complete };
                    continue;
                }

                _openError = new InvalidOperationException("The silo that was asked is about to stop.");
            }
            catch (Exception error) when (error is not (OperationCanceledException or PoolException))
            {
                _openError = error;
                LogCallFailed(nameof(ICoordinatorGrain.OpenAsync), error);
            }

            await backOff.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
