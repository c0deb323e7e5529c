using System.Runtime.CompilerServices;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Outcomes that wait for a reader, still encoded: compact, and an item that does not decode costs only itself.</summary>
internal sealed class ReadyRange<TResult>
{
    private readonly Provenance _origin;
    private readonly Dictionary<long, FailedItem>? _failures;
    private readonly ItemBlock _values;
    private readonly long _bytesEach;
    private int _taken;

    public ReadyRange(Segment segment, ItemRange range, PayloadSerializer serializer, Func<int, string?> siloName)
    {
        _origin = Provenance.Of(segment, range);
        _values = segment.Values.Slice((int)(range.First - segment.First), range.Count);
        _bytesEach = _values.Bytes / range.Count;
        if (segment.Failures.Length > 0)
        {
            _failures = SegmentFailures.In(segment, range, serializer, siloName).ToDictionary(failure => failure.Index);
        }
    }

    public ReadyRange(FailedItem failure)
    {
        _origin = new Provenance(new ItemRange(failure.Index, 1), 0, -1, -1, 0);
        _failures = new() { [failure.Index] = failure };
    }

    public long First => _origin.Range.First;

    /// <summary>What failed of it before it was read.</summary>
    public IReadOnlyCollection<FailedItem> Failures => _failures is null ? [] : _failures.Values;

    /// <summary>Whether it came as a failure.</summary>
    public bool Knew(long index) => _failures?.ContainsKey(index) == true;

    public bool IsEmpty => Volatile.Read(ref _taken) == _origin.Range.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Taken<TResult> Take(BlockDecoder<TResult> decoder, Func<int, string?> siloName, out long bytes)
    {
        int at = _taken;
        Volatile.Write(ref _taken, at + 1);
        long index = First + at;
        bytes = IsEmpty ? _values.Bytes - (_bytesEach * at) : _bytesEach;
        if (_failures is not null && _failures.TryGetValue(index, out FailedItem? failure))
        {
            return new(index, default!, failure, _origin);
        }

        try
        {
            return new(index, decoder.Decode(_values, at), null, _origin);
        }
        catch (Exception error)
        {
            return new(index, default!, DecodeFailure.Of<TResult>(error, index, _origin, siloName), _origin);
        }
    }
}
