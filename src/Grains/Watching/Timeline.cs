using System.Runtime.InteropServices;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>
/// What ran when and where, in bounded memory: runs that are short against the resolution become one with what ran before them in the same slot, and
/// the resolution becomes coarser as there is more to keep. Not thread-safe.
/// </summary>
internal sealed class Timeline
{
    public const int MostLanes = 256;
    public const int MostSpans = 1_000;

    /// <summary>How much longer than the resolution a span of short runs may become, so that the eye sees the pace.</summary>
    private const int LongestBlock = 64;

    private readonly Dictionary<(int Silo, int Slot), Lane> _lanes = [];
    private double _resolution = 1;
    private int _spans;

    public int Spans => _spans;

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
            bool isShort = next.Length < _resolution && next.Start - EndOf(last) < _resolution;
            if (isShort && last.Length < _resolution * LongestBlock)
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
