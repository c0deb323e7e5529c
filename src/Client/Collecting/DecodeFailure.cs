using OrleansPool.Payloads;

namespace OrleansPool.Collecting;

/// <summary>The failure of an item whose result arrived but cannot be read here.</summary>
internal static class DecodeFailure
{
    public static FailedItem Of<TResult>(Exception error, long index, in Provenance origin, Func<int, string?> siloName) =>
        FailureMark.Apply(new FailedItem
        {
            Index = index,
            Error = new ResultNotSerializableException(
                $"The result of item {index} ({TypeDisplay.Of(typeof(TResult))}) arrived and could not be decoded: "
                + PayloadProblem.Explain(error, ValueRole.Result),
                error),
            Attempt = origin.Attempt,
            Silo = siloName(origin.Silo),
            WorkerId = origin.WorkerId(siloName),
        });
}
