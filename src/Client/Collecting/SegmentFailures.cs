using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Turns the failure records of a segment into exceptions that say which item failed and where.</summary>
internal static class SegmentFailures
{
    /// <summary>The failures of the items in <paramref name="range"/>.</summary>
    public static IEnumerable<FailedItem> In(Segment segment, ItemRange range, PayloadSerializer serializer, Func<int, string?> siloName)
    {
        foreach (ItemFailure failure in segment.Failures)
        {
            long index = segment.First + failure.Offset;
            if (index >= range.First && index < range.End)
            {
                Provenance origin = Provenance.Of(segment, range);
                yield return FailureMark.Apply(new FailedItem
                {
                    Index = index,
                    Error = FailureDecoder.ToException(failure.Failure, serializer),
                    InputPreview = failure.Preview,
                    Attempt = segment.Attempt,
                    Silo = siloName(segment.Silo),
                    WorkerId = origin.WorkerId(siloName),
                    QueueTime = ToTime(failure.QueueMicroseconds),
                    RunTime = ToTime(failure.RunMicroseconds),
                    RemoteStackTrace = failure.Failure.StackTrace,
                    Bytes = failure.Size,
                });
            }
        }
    }

    private static TimeSpan? ToTime(long? microseconds) => microseconds is { } count ? TimeSpan.FromMicroseconds(count) : null;
}
