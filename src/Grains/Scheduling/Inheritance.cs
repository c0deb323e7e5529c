using System.Runtime.InteropServices;
using OrleansPool.Wire;

namespace OrleansPool.Scheduling;

/// <summary>
/// What became of items under an earlier coordinator, as far as it is known, until the client has offered them: what silos that are there
/// hold of them, and what may have been started on silos that are not.
/// </summary>
internal sealed class Inheritance
{
    private readonly Dictionary<int, List<Claim>> _held = [];
    private readonly Dictionary<int, List<LeasedRange>> _leased = [];
    private readonly HashSet<int> _present = [];

    /// <summary>Whether there is nothing: all that is offered is new.</summary>
    public bool IsEmpty => _held.Count == 0 && _leased.Count == 0;

    /// <summary>Whether the client still has to offer what silos hold.</summary>
    public bool IsAwaited => _held.Count > 0;

    /// <summary>What may have been started and was not offered yet.</summary>
    public IEnumerable<LeasedRange> Unclaimed => _leased.Values.SelectMany(ranges => ranges).Concat(_held.SelectMany(
        job => job.Value.Where(claim => !claim.IsMet).Select(claim => new LeasedRange(job.Key, claim.Held.First, claim.Held.Count, claim.Silo))));

    /// <summary>The earlier coordinator has handed over: only these items may have been started.</summary>
    public void Leased(IEnumerable<LeasedRange> ranges)
    {
        foreach (var range in ranges)
        {
            ListOf(_leased, range.Job).Add(range);
        }

        foreach (var list in _leased.Values)
        {
            list.Sort((one, other) => one.First.CompareTo(other.First));
        }
    }

    /// <summary>A silo is there with all that it has of the earlier coordinator: what of its leases is not among that had not started.</summary>
    public void Present(int silo, IEnumerable<HeldLease> held)
    {
        _present.Add(silo);
        foreach (var lease in held)
        {
            ListOf(_held, lease.Job).Add(new Claim(silo, lease));
        }

        foreach (var list in _held.Values)
        {
            list.Sort((one, other) => one.Held.First.CompareTo(other.Held.First));
        }
    }

    /// <summary>The silo is lost, with what it held.</summary>
    public void Lost(int silo)
    {
        _present.Remove(silo);
        foreach (var list in _held.Values)
        {
            list.RemoveAll(claim => claim.Silo == silo);
        }
    }

    /// <summary>Cuts a chunk into what is held, what is in doubt and what is neither. Items that run twice may be held twice: nobody's hold on them counts.</summary>
    public List<OfferedRange> Divide(Chunk chunk)
    {
        List<OfferedRange> pieces = [];
        var at = chunk.First;
        foreach (var claim in chunk.IsHedge ? [] : Claims(chunk))
        {
            if (claim.Held.First < at && claim.Held.End <= at)
            {
                continue;
            }

            AddFree(chunk.Job, at, Math.Max(at, claim.Held.First), pieces);
            at = Math.Max(at, claim.Held.First);
            pieces.Add(new OfferedRange(at, (int)(claim.Held.End - at), InDoubt: false, claim.Held, claim.Silo));
            claim.IsMet = true;
            at = claim.Held.End;
        }

        AddFree(chunk.Job, at, chunk.End, pieces);
        return pieces;
    }

    /// <summary>All was offered: what was not taken is not awaited any more.</summary>
    public void Clear()
    {
        _held.Clear();
        _leased.Clear();
        _present.Clear();
    }

    // Of another attempt it is not what the client means; and a lease never reaches beyond its chunk.
    private IEnumerable<Claim> Claims(Chunk chunk) => From(_held, chunk.Job, chunk.First, claim => claim.Held.End)
        .TakeWhile(claim => claim.Held.First < chunk.End)
        .Where(claim => !claim.IsMet && claim.Held.End <= chunk.End && claim.Held.Attempt == chunk.Throws + chunk.Losses + 1);

    private void AddFree(int job, long at, long end, List<OfferedRange> pieces)
    {
        foreach (var range in From(_leased, job, at, range => range.End).TakeWhile(range => range.First < end).Where(range => !_present.Contains(range.Silo)))
        {
            var (from, to) = (Math.Max(at, range.First), Math.Min(end, range.End));
            if (from < to)
            {
                Add(at, from, inDoubt: false);
                Add(from, to, inDoubt: true);
                at = to;
            }
        }

        Add(at, end, inDoubt: false);

        void Add(long first, long to, bool inDoubt)
        {
            if (first < to)
            {
                pieces.Add(new OfferedRange(first, (int)(to - first), inDoubt, null, SchedulerOptions.NoSilo));
            }
        }
    }

    /// <summary>Those of a job that end behind an item. They lie one after another, so that the first of them is found by halving.</summary>
    private static IEnumerable<T> From<T>(Dictionary<int, List<T>> all, int job, long item, Func<T, long> endOf)
    {
        if (!all.TryGetValue(job, out var list))
        {
            return [];
        }

        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = endOf(list[middle]) <= item ? (middle + 1, high) : (low, middle);
        }

        return list.Skip(low);
    }

    private static List<T> ListOf<T>(Dictionary<int, List<T>> all, int job) =>
        CollectionsMarshal.GetValueRefOrAddDefault(all, job, out _) ??= [];

    private sealed class Claim(int silo, HeldLease held)
    {
        public int Silo => silo;

        public HeldLease Held => held;

        public bool IsMet { get; set; }
    }
}
