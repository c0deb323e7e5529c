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

    /// <summary>The encoded function of a job, of which the start that is sent may have none since it went ahead in parts.</summary>
    public ReadOnlyMemory<byte> FunctionOf(JobStart start) => start.PartCount > 0 && Find(start.Job) is { } job ? job.Start.Function : start.Function;

    /// <summary>Gives a new coordinator all jobs with what is still awaited of them.</summary>
    private void OfferAll(long epoch)
    {
        _parts.Clear();
        if (_wasOpen)
        {
            foreach (ItemCharge charge in _charges)
            {
                Find(charge.Job)?.Charge(charge.Item, charge.Losses);
            }

            _charges = [];
            foreach (Job job in Jobs())
            {
                job.Offer(Queue);
            }
        }

        // Before the first epoch nothing was sent, and all of it still waits in the queue.
        _wasOpen = true;
        Volatile.Write(ref _epochEnd, CancellationTokenSource.CreateLinkedTokenSource(_stop.Token));
        Interlocked.Exchange(ref _epoch, epoch);
        _opened.TrySetResult();
        Queue.Open(epoch);
    }

    private async Task<long> OpenAsync(TimeSpan patience, CancellationToken cancellationToken)
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

    private async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        var backOff = new BackOff(_time);
        _openError = null;
        while (true)
        {
            try
            {
                OpenReply reply = await _coordinator.OpenAsync(_open with { Shares = Shares.Table.Numbers() }).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (reply.Refusal is not null)
                {
                    throw new PoolVersionMismatchException(reply.Refusal);
                }

                Silos.Update(reply.Silos);
                if (WorkerRulesFactory.Complete(_open.Workers, _options, Code, Silos.CodePlatforms) is { } complete)
                {
                    // Silos have to get the code of what workers run, which shows only now: once more, with that.
                    _open = _open with { Workers = complete };
                    continue;
                }

                return reply.Epoch;
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
