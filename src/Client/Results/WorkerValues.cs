using System.Runtime.ExceptionServices;

namespace OrleansPool.Results;

/// <summary>Reads what a finalizer returned as the type that the caller expects.</summary>
internal static class WorkerValues
{
    public static T Of<T>(WorkerResult result)
    {
        if (result.Error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return result.Value switch
        {
            T value => value,
            null when default(T) is null => default!,
            var other => throw new InvalidOperationException(
                $"The finalizer of worker {result.WorkerId} returned {(other is null ? "nothing" : $"a {other.GetType()}")}, not a {typeof(T)}. "
                + "Read it with that type, or as it is from FinalizerResults."),
        };
    }
}
