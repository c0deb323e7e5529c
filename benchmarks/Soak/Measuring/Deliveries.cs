using System.Diagnostics;
using OrleansPool.Soak.Items;

namespace OrleansPool.Soak.Measuring;

/// <summary>What was delivered, item by item, and how long after each kill or cut the last outcome came that was under way at that moment. Thread-safe.</summary>
internal sealed class Deliveries(int items)
{
    private readonly Lock _gate = new();
    private readonly int[] _delivered = new int[items];
    private readonly List<Recovery> _open = [];

    public int Wrong { get; private set; }

    /// <summary>Items that were charged an attempt.</summary>
    public int Charged { get; private set; }

    public TimeSpan SlowestRecovery { get; private set; }

    public int Lost => _delivered.Count(times => times == 0);

    public int Twice => _delivered.Count(times => times > 1);

    public Dictionary<string, int> BySilo { get; } = [];

    public void Add(SoakAnswer answer)
    {
        lock (_gate)
        {
            bool isFirst = ++_delivered[answer.Index] == 1;
            Wrong += answer.Value == SoakItem.AnswerTo(answer.Index) ? 0 : 1;
            Charged += answer.Attempt > 1 ? 1 : 0;
            BySilo[answer.Silo] = BySilo.GetValueOrDefault(answer.Silo) + 1;
            if (isFirst && _open.Count > 0)
            {
                Recover(answer);
            }
        }
    }

    /// <summary>The cluster was hurt, when the items up to <paramref name="highest"/> had been started: recovered is what brings the last of them.</summary>
    /// <returns>Whether any of them was under way. If not, nothing was hurt.</returns>
    public bool Hurt(string what, int highest)
    {
        lock (_gate)
        {
            int missing = _delivered.AsSpan(0, highest + 1).Count(0);
            if (missing > 0)
            {
                _open.Add(new Recovery(what, Stopwatch.GetTimestamp(), highest, missing));
            }

            return missing > 0;
        }
    }

    private void Recover(SoakAnswer last)
    {
        foreach (Recovery recovery in _open.Where(recovery => last.Index <= recovery.Highest && --recovery.Missing == 0).ToList())
        {
            TimeSpan took = Stopwatch.GetElapsedTime(recovery.Since);
            Console.WriteLine($"recovered from {recovery.What} after {took.TotalSeconds:F1} s with item {last.Index}, attempt {last.Attempt}, on {last.Silo}");
            SlowestRecovery = took > SlowestRecovery ? took : SlowestRecovery;
            _open.Remove(recovery);
        }
    }

    private sealed class Recovery(string what, long since, int highest, int missing)
    {
        public string What { get; } = what;

        public long Since { get; } = since;

        public int Highest { get; } = highest;

        public int Missing { get; set; } = missing;
    }
}
