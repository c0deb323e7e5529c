using OrleansPool.Failures;

namespace OrleansPool.Wire;

/// <summary>Bounds the bytes of the ends of workers that are kept in one place. Not thread-safe.</summary>
internal sealed class WorkerEndBudget
{
    public const long Most = 64L << 20;

    private long _bytes;

    /// <summary>The end as it may be kept: without what its finalizer returned when there is no room for that.</summary>
    public WorkerEnd Admit(WorkerEnd end)
    {
        if (_bytes + end.Bytes > Most)
        {
            end = new WorkerEnd { Worker = end.Worker, Silo = end.Silo, Error = Refusal(end) };
        }

        _bytes += end.Bytes;
        return end;
    }

    /// <summary>An end has left.</summary>
    public void Release(WorkerEnd end) => _bytes -= end.Bytes;

    private Failure Refusal(WorkerEnd end) => FailureEncoder.From(new PayloadTooLargeException(
        $"{(end.Error is { } error ? $"What the finalizer of worker {end.Worker} failed with ({error.TypeName})" : $"What the finalizer of worker {end.Worker} returned")} "
        + $"has {end.Bytes} bytes and was not kept: the results of this pool's finalizers have {_bytes} bytes already, and the limit for all of them is {Most} (64 MiB). "
        + "Return less, or write it to a file and return the path.",
        end.Bytes,
        Most));
}
