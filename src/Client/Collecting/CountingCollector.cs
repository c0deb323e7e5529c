using OrleansPool.Functions;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>For work without results: keeps failures only, and not without limit, so that an endless input runs in constant memory.</summary>
internal sealed class CountingCollector(PayloadSerializer serializer, Func<int, string?> siloName) : Collector<Unit>(FailureLog.Bounded())
{
    public override int Accept(Segment segment, ItemRange range)
    {
        int failures = 0;
        foreach (FailedItem failure in SegmentFailures.In(segment, range, serializer, siloName))
        {
            Failures.Add(failure);
            failures++;
        }

        return failures;
    }

    public override void AcceptFailure(FailedItem failure) => Failures.Add(failure);

    public override void Complete(long total)
    {
        // Nothing is kept but failures.
    }

    public override void Abort(Exception error)
    {
        // As above.
    }
}
