using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>What items are charged with, for the client to remember: nearly always nothing.</summary>
internal sealed class ChargeBook
{
    private readonly Dictionary<(int Job, long Item), ItemCharge> _charges = [];

    public ItemCharge[] All => [.. _charges.Values];

    /// <summary>Notes what an item is charged with. Returns whether that is news.</summary>
    public bool Set(ItemCharge charge)
    {
        (int Job, long Item) key = (charge.Job, charge.Item);
        if (charge is { Losses: 0, LossesOnTrial: 0 })
        {
            return _charges.Remove(key);
        }

        if (_charges.GetValueOrDefault(key) == charge)
        {
            return false;
        }

        _charges[key] = charge;
        return true;
    }

    /// <summary>Items of a job have their outcomes. The client forgets them by itself.</summary>
    public void Remove(int job, long first, int count) =>
        RemoveAll(charge => charge.Job == job && charge.Item >= first && charge.Item < first + count);

    /// <summary>The job has ended.</summary>
    public void Remove(int job) => RemoveAll(charge => charge.Job == job);

    private void RemoveAll(Predicate<(int Job, long Item)> match)
    {
        if (_charges.Count > 0)
        {
            foreach ((int Job, long Item) charge in _charges.Keys.Where(charge => match(charge)).ToList())
            {
                _charges.Remove(charge);
            }
        }
    }
}
