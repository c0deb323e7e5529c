using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Collects by index: what map, starmap and apply need.</summary>
internal sealed class ArrayCollector<TResult>(PayloadSerializer serializer, int? expected, Func<int, string?> siloName) : Collector<TResult>
{
    private readonly BlockDecoder<TResult> _decoder = new(serializer);
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Exception> _failures = [];
    private readonly List<Provenance> _provenance = [];
    private TResult[] _values = new TResult[expected ?? 0];
    private long? _total;
    private long _end;

    /// <summary>The failure with the lowest index, or null.</summary>
    public Exception? FirstFailure
    {
        get
        {
            lock (_gate)
            {
                return _failures.Count == 0 ? null : _failures.MinBy(failure => failure.Key).Value;
            }
        }
    }

    public override int Accept(Segment segment, ItemRange range)
    {
        Dictionary<long, Exception> failures = SegmentFailures.In(segment, range, siloName).ToDictionary();
        ItemBlock block = segment.Values.Slice((int)(range.First - segment.First), range.Count);

        // Not under the lock: decoding runs code of the result's type.
        TResult[]? decoded = BlockEncoder<TResult>.IsRaw ? null : DecodeEach(block, range, segment, failures);
        lock (_gate)
        {
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

            foreach ((long index, Exception error) in failures)
            {
                _failures[index] = error;
                target[(int)(index - range.First)] = default!;
            }

            _provenance.Add(new Provenance(range, segment.Attempt, segment.Silo));
        }

        return failures.Count;
    }

    public override void AcceptFailure(long index, Exception error)
    {
        lock (_gate)
        {
            Reserve(index + 1);
            _failures[index] = error;
        }
    }

    public override void Complete(long total)
    {
        lock (_gate)
        {
            Reserve(total);
            _total = total;
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
            _total = _end;
        }
    }

    /// <summary>The values by index; failed items have the default. Called after <see cref="Complete"/>.</summary>
    public TResult[] Values() => _values;

    /// <summary>Outcomes of all items that came or are known of.</summary>
    /// <param name="known">Items that the job knows of, though they may not have come.</param>
    /// <param name="abandoned">What ended the job, for the items that did not come.</param>
    public ItemOutcome<TResult>[] Outcomes(long known, Exception? abandoned)
    {
        lock (_gate)
        {
            var outcomes = new ItemOutcome<TResult>[Math.Max(known, _total ?? _end)];
            foreach ((ItemRange range, int attempt, int silo) in _provenance)
            {
                string? name = siloName(silo);
                for (long index = range.First; index < range.End; index++)
                {
                    outcomes[index] = _failures.TryGetValue(index, out Exception? error)
                        ? new ItemOutcome<TResult> { Index = index, Error = error, Attempt = attempt, Silo = name }
                        : new ItemOutcome<TResult> { Index = index, Value = _values[index], Attempt = attempt, Silo = name };
                }
            }

            for (long index = 0; index < outcomes.LongLength; index++)
            {
                outcomes[index] ??= _failures.TryGetValue(index, out Exception? error)
                    ? new ItemOutcome<TResult> { Index = index, Error = error }
                    : new ItemOutcome<TResult> { Index = index, Error = abandoned ?? new OperationCanceledException(), IsAbandoned = true };
            }

            return outcomes;
        }
    }

    private TResult[] DecodeEach(ItemBlock block, ItemRange range, Segment segment, Dictionary<long, Exception> failures)
    {
        var decoded = new TResult[range.Count];
        for (int at = 0; at < range.Count; at++)
        {
            long index = range.First + at;
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
                failures[index] = DecodeFailure.Of<TResult>(error, index, segment, siloName);
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
