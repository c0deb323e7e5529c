using OrleansPool.Functions;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>For work without results: keeps the failures only, so that an endless input runs in constant memory.</summary>
internal sealed class CountingCollector(Func<int, string?> siloName) : Collector<Unit>
{
    private readonly Lock _gate = new();
    private KeyValuePair<long, Exception>? _first;

    /// <summary>The failure with the lowest index, or null.</summary>
    public Exception? FirstFailure
    {
        get
        {
            lock (_gate)
            {
                return _first?.Value;
            }
        }
    }

    public override int Accept(Segment segment, ItemRange range)
    {
        int failures = 0;
        foreach ((long index, Exception error) in SegmentFailures.In(segment, range, siloName))
        {
            AcceptFailure(index, error);
            failures++;
        }

        return failures;
    }

    public override void AcceptFailure(long index, Exception error)
    {
        lock (_gate)
        {
            if (_first is not { } first || index < first.Key)
            {
                _first = new(index, error);
            }
        }
    }

    public override void Complete(long total)
    {
        // Nothing is kept but the first failure.
    }

    public override void Abort(Exception error)
    {
        // As above.
    }
}
