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
        lock (_gate)
        {
            Reserve(range.End);
            Span<TResult> target = _values.AsSpan((int)range.First, range.Count);
            int failures = 0;
            foreach ((long index, Exception error) in SegmentFailures.In(segment, range, siloName))
            {
                _failures[index] = error;
                failures++;
            }

            ItemBlock block = segment.Values.Slice((int)(range.First - segment.First), range.Count);
            if (failures == range.Count)
            {
                // Nothing to decode: the block may be one of holes, made where the type is not known.
                target.Clear();
            }
            else if (_decoder.TryGetSpan(block, out ReadOnlySpan<TResult> values))
            {
                values.CopyTo(target);
            }
            else
            {
                failures += DecodeEach(block, range, target, segment);
            }

            ClearFailed(segment, range, target);

            _provenance.Add(new Provenance(range, segment.Attempt, segment.Silo));
            return failures;
        }
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

    // A failed item's element has no meaning; its place holds the default.
    private static void ClearFailed(Segment segment, ItemRange range, Span<TResult> target)
    {
        foreach (ItemFailure failure in segment.Failures)
        {
            long index = segment.First + failure.Offset;
            if (index >= range.First && index < range.End)
            {
                target[(int)(index - range.First)] = default!;
            }
        }
    }

    private int DecodeEach(ItemBlock block, ItemRange range, Span<TResult> target, Segment segment)
    {
        int failures = 0;
        for (int at = 0; at < range.Count; at++)
        {
            long index = range.First + at;
            if (_failures.ContainsKey(index))
            {
                continue;
            }

            try
            {
                target[at] = _decoder.Decode(block, at);
            }
            catch (Exception error)
            {
                _failures[index] = DecodeFailure.Of<TResult>(error, index, segment, siloName);
                failures++;
            }
        }

        return failures;
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
