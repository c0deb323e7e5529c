using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Outcomes that wait for a reader, still encoded: compact, and an item that does not decode costs only itself.</summary>
internal sealed class ReadyRange<TResult>
{
    private readonly Segment? _segment;
    private readonly ItemRange _range;
    private readonly Dictionary<long, Exception>? _failures;
    private readonly ItemBlock _values;
    private readonly long _bytesEach;
    private int _taken;

    public ReadyRange(Segment segment, ItemRange range, Func<int, string?> siloName)
    {
        _segment = segment;
        _range = range;
        _values = segment.Values.Slice((int)(range.First - segment.First), range.Count);
        _bytesEach = _values.Bytes / range.Count;
        if (segment.Failures.Length > 0)
        {
            _failures = SegmentFailures.In(segment, range, siloName).ToDictionary();
        }
    }

    public ReadyRange(long index, Exception error)
    {
        _range = new ItemRange(index, 1);
        _failures = new() { [index] = error };
    }

    public long First => _range.First;

    public int FailureCount => _failures?.Count ?? 0;

    public bool IsEmpty => _taken == _range.Count;

    public Taken<TResult> Take(BlockDecoder<TResult> decoder, Func<int, string?> siloName, out long bytes)
    {
        int at = _taken++;
        long index = _range.First + at;
        bytes = IsEmpty ? _values.Bytes - (_bytesEach * at) : _bytesEach;
        int attempt = _segment?.Attempt ?? 0;
        int silo = _segment?.Silo ?? -1;
        if (_failures is not null && _failures.TryGetValue(index, out Exception? failure))
        {
            return new(index, default!, failure, attempt, silo);
        }

        try
        {
            return new(index, decoder.Decode(_values, at), null, attempt, silo);
        }
        catch (Exception error)
        {
            return new(index, default!, DecodeFailure.Of<TResult>(error, index, _segment!, siloName), attempt, silo);
        }
    }
}
