using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>What the client has for the coordinator.</summary>
internal sealed partial class PoolSession
{
    // Guarded by the gate.
    private readonly LoneJob _lone;

    private readonly RoundTrip _trip = new();
    private int _siloTrip;

    /// <summary>How long an item is on its way to a worker and back, as far as is known.</summary>
    public double MicrosecondsOnTheWay() => RoundTrip.OnTheWay * (_trip.Microseconds + Volatile.Read(ref _siloTrip));

    private async Task SubmitAllAsync()
    {
        while (Queue.Take() is { } message)
        {
            SubmitMessage complete = Code.Complete(message);
            await SubmitAsync(MayWait(complete) ? complete with { Awaits = true, Acknowledged = Interlocked.Read(ref _acknowledged) } : complete).ConfigureAwait(false);
        }
    }

    /// <summary>Sends one message until it is answered or its epoch is over; the fetch loop finds out about the latter.</summary>
    private async Task SubmitAsync(SubmitMessage message)
    {
        var backOff = new BackOff(_time);
        CancellationToken ended = Volatile.Read(ref _epochEnd).Token;
        while (!ended.IsCancellationRequested && Interlocked.Read(ref _epoch) == message.Epoch)
        {
            try
            {
                long sent = _time.GetTimestamp();
                SubmitReply reply = await _coordinator.SubmitAsync(message, ended).ConfigureAwait(false);
                if (!message.Awaits)
                {
                    _trip.Took(_time.GetElapsedTime(sent));
                }

                if (reply.Outcomes is { } outcomes)
                {
                    Take(message.Epoch, outcomes);
                }

                if (reply.IsKnown)
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogCallFailed(nameof(ICoordinatorGrain.SubmitAsync), error);
            }

            await backOff.WaitAsync(ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool MayWait(SubmitMessage message)
    {
        lock (_gate)
        {
            return _lone.Send(message, _jobs.Count);
        }
    }
}
