using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Insights;

/// <summary>Sums up what segments tell of the workers' time. Holds no more than the workers are many. Thread-safe.</summary>
internal sealed class InsightsMeter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Silo, int Slot), WorkerTotals> _workers = [];
    private readonly SlowestItems _slowest = new();

    /// <summary>Takes a segment.</summary>
    /// <param name="segment">What a worker reported.</param>
    /// <param name="fresh">Its items that end with it: the others had ended before, or are run again. The time was spent on all.</param>
    /// <param name="slowest">The encoded input of its slowest item, if it <see cref="WantsSlowest">is wanted</see> and known.</param>
    public void Add(Segment segment, List<ItemRange> fresh, KeptInput? slowest)
    {
        if (segment.WorkerSlot < 0)
        {
            // Lost: no worker could tell of it.
            return;
        }

        lock (_gate)
        {
            if (!_workers.TryGetValue((segment.Silo, segment.WorkerSlot), out WorkerTotals? totals))
            {
                _workers.Add((segment.Silo, segment.WorkerSlot), totals = new WorkerTotals());
            }

            foreach (ItemRange range in fresh)
            {
                totals.Items += range.Count;
                totals.Failed += segment.Failures.Length == 0 ? 0 : CountFailures(segment, range);
            }

            totals.StartMicroseconds += segment.StartMicroseconds;
            totals.WaitMicroseconds += segment.WaitMicroseconds;
            totals.RunMicroseconds += segment.RunMicroseconds;
            totals.LentMicroseconds += segment.LentMicroseconds;
            _slowest.Add(segment, slowest);
        }
    }

    /// <summary>Whether the slowest item of a segment is one of those that are shown, so far.</summary>
    public bool WantsSlowest(Segment segment)
    {
        if (segment.SlowestMicroseconds == 0)
        {
            return false;
        }

        lock (_gate)
        {
            return _slowest.Wants(segment);
        }
    }

    /// <summary>The present picture.</summary>
    /// <param name="siloName">Names of the silos.</param>
    /// <param name="preview">Shows an encoded input: runs codecs of its type.</param>
    public JobInsights Now(Func<int, string?> siloName, Func<KeptInput, string?> preview)
    {
        (JobInsights insights, Func<SlowItem>[] slowest) = Picture(siloName, preview);
        return insights with { SlowestItems = Array.AsReadOnly(Array.ConvertAll(slowest, item => item())) };
    }

    private (JobInsights Insights, Func<SlowItem>[] Slowest) Picture(Func<int, string?> siloName, Func<KeptInput, string?> preview)
    {
        lock (_gate)
        {
            string NameOf(int silo) => siloName(silo) ?? "unknown";
            WorkerInsights[] workers =
            [
                .. _workers
                    .OrderBy(worker => NameOf(worker.Key.Silo), StringComparer.Ordinal)
                    .ThenBy(worker => worker.Key.Slot)
                    .Select(worker => worker.Value.ToInsights(NameOf(worker.Key.Silo), worker.Key.Slot)),
            ];
            var insights = new JobInsights
            {
                Workers = Array.AsReadOnly(workers),
                Silos = Array.AsReadOnly(workers.GroupBy(worker => worker.Silo).Select(Sum).ToArray()),
                Items = workers.Sum(worker => worker.Items),
                Failed = workers.Sum(worker => worker.Failed),
                Starting = Sum(workers, worker => worker.Starting),
                Waiting = Sum(workers, worker => worker.Waiting),
                Working = Sum(workers, worker => worker.Working),
            };
            return (insights, _slowest.ToItems(NameOf, preview));
        }
    }

    private static SiloInsights Sum(IGrouping<string, WorkerInsights> workers) => new()
    {
        Silo = workers.Key,
        Workers = workers.Count(),
        Items = workers.Sum(worker => worker.Items),
        Failed = workers.Sum(worker => worker.Failed),
        Starting = Sum(workers, worker => worker.Starting),
        Waiting = Sum(workers, worker => worker.Waiting),
        Working = Sum(workers, worker => worker.Working),
    };

    private static TimeSpan Sum(IEnumerable<WorkerInsights> workers, Func<WorkerInsights, TimeSpan> time) => new(workers.Sum(worker => time(worker).Ticks));

    private static int CountFailures(Segment segment, ItemRange range) =>
        segment.Failures.Count(failure => segment.First + failure.Offset >= range.First && segment.First + failure.Offset < range.End);
}
