using OrleansPool.Wire;

namespace OrleansPool.Session;

internal sealed partial class PoolSession
{
    /// <summary>Waits shortly until the first epoch is open, or that has failed.</summary>
    public void WaitUntilOpen(TimeSpan patience)
    {
        if (!_opened.Task.IsCompleted)
        {
            Task.WhenAny(_opened.Task).Wait(patience);
        }
    }

    /// <summary>The same without blocking.</summary>
    public Task OpenedAsync(TimeSpan patience) => _opened.Task.IsCompleted ? Task.CompletedTask : Task.WhenAny(_opened.Task, Task.Delay(patience, _time));

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
