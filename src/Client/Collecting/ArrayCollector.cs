using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Collects by index: what map, starmap and apply need.</summary>
internal sealed class ArrayCollector<TResult>(PayloadSerializer serializer, int? expected, Func<int, string?> siloName)
    : Collector<TResult>(FailureLog.Unlimited())
{
    /// <summary>The most results that room is made for before they come: an input may lie about its count.</summary>
    private const int MostReserved = 1 << 20;

    private readonly BlockDecoder<TResult> _decoder = new(serializer);
    private readonly Lock _gate = new();
    private readonly List<Provenance> _origins = [];
    private TResult[] _values = NewArray(Math.Min(expected ?? 0, MostReserved));
    private bool _hasEnded;
    private long? _total;
    private long _end;

    public override int Accept(Segment segment, ItemRange range)
    {
        Dictionary<long, FailedItem> failures = SegmentFailures.In(segment, range, serializer, siloName).ToDictionary(failure => failure.Index);
        ItemBlock block = segment.Values.Slice((int)(range.First - segment.First), range.Count);
        Provenance origin = Provenance.Of(segment, range);

        // Not under the lock: decoding runs code of the result's type.
        TResult[]? decoded = BlockEncoder<TResult>.IsRaw ? null : DecodeEach(block, origin, failures);
        lock (_gate)
        {
            if (_hasEnded)
            {
                return failures.Count;
            }

            Reserve(range.End);
            Span<TResult> target = _values.AsSpan((int)range.First, range.Count);
            if (decoded is not null)
            {
                decoded.CopyTo(target);
            }
            else if (failures.Count < range.Count && _decoder.TryGetSpan(block, out ReadOnlySpan<TResult> values))
            {
                // If all failed the block may be one of holes, made where the type is not known.
                values.CopyTo(target);
            }

            foreach ((long index, FailedItem failure) in failures)
            {
                Failures.Add(failure);
                target[(int)(index - range.First)] = default!;
            }

            _origins.Add(origin);
        }

        return failures.Count;
    }

    public override void AcceptFailure(FailedItem failure)
    {
        lock (_gate)
        {
            Reserve(failure.Index + 1);
            _values[failure.Index] = default!;
            Failures.Add(failure);
        }
    }

    public override void Complete(long total)
    {
        lock (_gate)
        {
            Reserve(total);
            _total = total;
            _hasEnded = true;
            if (_values.LongLength != total)
            {
                Array.Resize(ref _values, (int)total);
            }
        }
    }

    public override void Abort(Exception error)
    {
        lock (_gate)
        {
            // What still arrives is not taken, so that two looks at the outcomes see the same.
            _hasEnded = true;
        }
    }

    /// <summary>The values by index; failed items have the default. Called after <see cref="Complete"/>.</summary>
    public TResult[] Values() => _values;

    /// <summary>Outcomes of all items that came or are known of. Called when the job has ended.</summary>
    /// <param name="known">Items that the job knows of, though they may not have come.</param>
    /// <param name="abandoned">What ended the job, for the items that did not come.</param>
    public IReadOnlyList<ItemOutcome<TResult>> Outcomes(long known, Exception? abandoned)
    {
        lock (_gate)
        {
            Provenance[] origins = [.. _origins];
            Array.Sort(origins, static (left, right) => left.Range.First.CompareTo(right.Range.First));
            long count = Math.Min(_total ?? Math.Max(known, _end), Array.MaxLength);
            return new OutcomeList<TResult>(_values, origins, Failures, (int)count, abandoned ?? new OperationCanceledException(), siloName);
        }
    }

    // Each element is written when its outcome comes, so that clearing all of them first would be for nothing.
    private static TResult[] NewArray(int length) =>
        BlockEncoder<TResult>.IsRaw ? GC.AllocateUninitializedArray<TResult>(length) : new TResult[length];

    private TResult[] DecodeEach(ItemBlock block, in Provenance origin, Dictionary<long, FailedItem> failures)
    {
        var decoded = new TResult[origin.Range.Count];
        for (int at = 0; at < decoded.Length; at++)
        {
            long index = origin.Range.First + at;
            if (failures.ContainsKey(index))
            {
                continue;
            }

            try
            {
                decoded[at] = _decoder.Decode(block, at);
            }
            catch (Exception error)
            {
                failures[index] = DecodeFailure.Of<TResult>(error, index, origin, siloName);
            }
        }

        return decoded;
    }

    private void Reserve(long end)
    {
        if (end > Array.MaxLength)
        {
            throw new PayloadTooLargeException(
                $"A map can hold {Array.MaxLength} results, and item {end - 1} is beyond. Use Imap, which hands them over one by one.", end, Array.MaxLength);
        }

        _end = Math.Max(_end, end);
        if (end > _values.LongLength)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(end, Math.Max(16, _values.LongLength * 2))));
        }
    }
}
