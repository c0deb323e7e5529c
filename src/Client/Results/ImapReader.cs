using System.Runtime.ExceptionServices;
using OrleansPool.Collecting;
using OrleansPool.Session;

namespace OrleansPool.Results;

/// <summary>Takes outcomes for the public faces of an imap.</summary>
internal sealed class ImapReader<T>(ImapCollector<T> collector, IJobHandle job, SiloTable silos, PoolGuard guard)
{
    private Origin? _last;

    /// <summary>Whoever can read on needs the pool.</summary>
    public PoolGuard Guard { get; } = guard;

    public string JobId => job.JobId;

    public JobProgress Progress => job.Progress;

    public IReadOnlyList<FailedItem> Failures => job.Failures;

    public JobInsights Insights => job.Insights;

    public static T ValueOf(Taken<T> item)
    {
        if (item.Failure is { } failure)
        {
            // Not a plain throw: that would write the reader's stack over the remote one.
            ExceptionDispatchInfo.Throw(failure.Error);
        }

        return item.Value;
    }

    public ItemOutcome<T> OutcomeOf(Taken<T> item)
    {
        if (item.Failure is { } failure)
        {
            return ItemOutcome<T>.Of(failure);
        }

        (Provenance of, string? silo, string? worker) = OriginOf(item.Origin);
        return new() { Index = item.Index, Value = item.Value, Attempt = of.Attempt, Silo = silo, WorkerId = worker };
    }

    public void Cancel() => job.Cancel(new OperationCanceledException($"Job {JobId} was cancelled by its caller."));

    /// <summary>The loop that read was left: nobody wants the rest.</summary>
    public void Leave() => job.Cancel(new OperationCanceledException($"Job {JobId} was cancelled since the loop that read it was left before its end."));

    /// <summary>Takes an outcome that is there. False when there is none now.</summary>
    public TakeStatus TryTake(out Taken<T> item)
    {
        TakeStatus status = collector.TryTake(out item);
        if (status == TakeStatus.End && collector.Error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return status;
    }

    /// <summary>Waits for the next outcome or the end.</summary>
    public async Task<(bool HasItem, Taken<T> Item)> TakeAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (TryTake(out Taken<T> item))
            {
                case TakeStatus.Item:
                    return (true, item);
                case TakeStatus.End:
                    return (false, default);
                default:
                    await WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    public async Task WaitAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (!await Waiting.ForAsync(collector.WaitAsync(), timeout, cancellationToken).ConfigureAwait(false))
        {
            throw new PoolTimeoutException(
                $"The next result of job {JobId} did not come within {timeout}; {Progress.Completed} items are done. Nothing is lost: call again to go on.");
        }
    }

    /// <summary>The names of an origin, made once for its items: they come one after another.</summary>
    private Origin OriginOf(in Provenance of)
    {
        Origin? last = _last;
        if (last is null || last.Of != of)
        {
            _last = last = new Origin(of, silos.NameOf(of.Silo), of.WorkerId(silos.NameOf));
        }

        return last;
    }

    private sealed record Origin(Provenance Of, string? Silo, string? Worker);
}
