using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>The failure of an item whose result arrived but cannot be read here.</summary>
internal static class DecodeFailure
{
    public static Exception Of<TResult>(Exception error, long index, Segment segment, Func<int, string?> siloName)
    {
        var failure = new ResultNotSerializableException(
            $"The result of item {index} ({typeof(TResult)}) arrived and could not be decoded: {error.Message} "
            + "Return plain data, or mark its type [GenerateSerializer].",
            error);
        return SegmentFailures.Mark(failure, index, segment.Attempt, siloName(segment.Silo));
    }
}
