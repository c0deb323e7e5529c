using System.Runtime.InteropServices;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>
/// What ran when and where, in bounded memory: runs that follow each other in a slot become one block as long as it is not longer than the resolution,
/// which doubles when there is too much to keep: then about every two blocks become one. Not thread-safe.
/// </summary>
internal sealed class Timeline
{
    public const int MostLanes = 256;
    public const int MostSpans = 1_000;

    /// <summary>In milliseconds.</summary>
    private const double FinestResolution = 4;

    private readonly Dictionary<(int Silo, int Slot), Lane> _lanes = [];
    private readonly HashSet<(int Silo, int Slot)> _others = [];
    private double _resolution = FinestResolution;
    private int _spans;

    public int Spans => _spans;

    /// <summary>How many slots there are beyond the lanes. Bounded by the slots of the cluster.</summary>
    public int Others => _others.Count;

    /// <param name="segment">What a worker reported.</param>
    /// <param name="end">When it was heard of, in milliseconds since the job's start.</param>
    public void Add(Segment segment, double end)
    {
        if (segment.WorkerSlot < 0)
        {
            return;
        }

        if (!_lanes.TryGetValue((segment.Silo, segment.WorkerSlot), out Lane? lane))
        {
            if (_lanes.Count == MostLanes)
            {
                _others.Add((segment.Silo, segment.WorkerSlot));
                return;
            }

            _lanes.Add((segment.Silo, segment.WorkerSlot), lane = new Lane());
        }

        int items = segment.Values.Count;
        int failed = segment.Failures.Length;
        lane.Items += items;
        lane.Failed += failed;
        lane.Microseconds += segment.RunMicroseconds;
        double length = segment.RunMicroseconds / 1_000.0;

        // Not before the one before it has ended: several segments may come with one message.
        double start = Math.Max(end - length, lane.Spans.Count == 0 ? 0 : EndOf(lane.Spans[^1]));
        Put(lane, new TimelineSpan { Start = start, Length = Math.Max(0, Math.Min(length, end - start)), First = segment.First, Items = items, Failed = failed });
        if (_spans > MostSpans)
        {
            Coarsen();
        }
    }

    public (JobLane[] Lanes, TimelineSpan[] Spans) View(SiloNames names)
    {
        (JobLane Lane, List<TimelineSpan> Spans)[] lanes =
        [
            .. _lanes
                .Select(lane => (
                    Lane: new JobLane
                    {
                        Silo = names.Of(lane.Key.Silo),
                        Slot = lane.Key.Slot,
                        Items = lane.Value.Items,
                        Failed = lane.Value.Failed,
                        Working = TimeSpan.FromMicroseconds(lane.Value.Microseconds),
                    },
                    lane.Value.Spans))
                .OrderBy(lane => lane.Lane.Silo, StringComparer.Ordinal)
                .ThenBy(lane => lane.Lane.Slot),
        ];
        return ([.. lanes.Select(lane => lane.Lane)], [.. lanes.SelectMany((lane, number) => lane.Spans.Select(span => span with { Lane = number }))]);
    }

    private static double EndOf(in TimelineSpan span) => span.Start + span.Length;

    private void Put(Lane lane, in TimelineSpan next)
    {
        Span<TimelineSpan> spans = CollectionsMarshal.AsSpan(lane.Spans);
        if (spans.Length > 0)
        {
            ref TimelineSpan last = ref spans[^1];
            if (EndOf(next) - last.Start <= _resolution)
            {
                last = last with { Length = EndOf(next) - last.Start, Items = last.Items + next.Items, Failed = last.Failed + next.Failed };
                return;
            }
        }

        lane.Spans.Add(next);
        _spans++;
    }

    private void Coarsen()
    {
        while (_spans > MostSpans / 2 && _spans > 2 * _lanes.Count)
        {
            _resolution *= 2;
            _spans = 0;
            foreach (Lane lane in _lanes.Values)
            {
                TimelineSpan[] all = [.. lane.Spans];
                lane.Spans.Clear();
                foreach (TimelineSpan span in all)
                {
                    Put(lane, span);
                }
            }
        }
    }

    private sealed class Lane
    {
        public long Items { get; set; }

        public long Failed { get; set; }

        public long Microseconds { get; set; }

        public List<TimelineSpan> Spans { get; } = new(1);
    }
}
