using OrleansPool.Failures;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Turns the failure records of a segment into exceptions that say which item failed and where.</summary>
internal static class SegmentFailures
{
    public const string ItemIndexKey = "OrleansPool.ItemIndex";
    public const string SiloKey = "OrleansPool.Silo";
    public const string AttemptKey = "OrleansPool.Attempt";

    /// <summary>The failures of the items in <paramref name="range"/>, by index.</summary>
    public static IEnumerable<KeyValuePair<long, Exception>> In(Segment segment, ItemRange range, Func<int, string?> siloName)
    {
        foreach (ItemFailure failure in segment.Failures)
        {
            long index = segment.First + failure.Offset;
            if (index >= range.First && index < range.End)
            {
                yield return new(index, Mark(FailureDecoder.ToException(failure.Failure), index, segment.Attempt, siloName(segment.Silo)));
            }
        }
    }

    public static Exception Mark(Exception error, long index, int attempt, string? silo)
    {
        try
        {
            error.Data[ItemIndexKey] = index;
            error.Data[AttemptKey] = attempt;
            error.Data[SiloKey] = silo;
        }
        catch (Exception refused) when (refused is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // A type may override Data with a read-only dictionary; the index is in the outcomes all the same.
            return error;
        }

        return error;
    }
}
