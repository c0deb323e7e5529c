using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>What items are charged with, for the client to remember: nearly always nothing.</summary>
internal sealed class ChargeBook
{
    private readonly Dictionary<(int Job, long Item), int> _losses = [];

    public ItemCharge[] All => [.. _losses.Select(charge => new ItemCharge(charge.Key.Job, charge.Key.Item, charge.Value))];

    /// <summary>Notes what an item is charged with. Returns whether that is news.</summary>
    public bool Set(int job, long item, int losses)
    {
        if (_losses.GetValueOrDefault((job, item)) == losses)
        {
            return false;
        }

        if (losses == 0)
        {
            return _losses.Remove((job, item));
        }

        _losses[(job, item)] = losses;
        return true;
    }

    /// <summary>Items of a job have their outcomes. The client forgets them by itself.</summary>
    public void Remove(int job, long first, int count) =>
        RemoveAll(charge => charge.Job == job && charge.Item >= first && charge.Item < first + count);

    /// <summary>The job has ended.</summary>
    public void Remove(int job) => RemoveAll(charge => charge.Job == job);

    private void RemoveAll(Predicate<(int Job, long Item)> match)
    {
        if (_losses.Count > 0)
        {
            foreach ((int Job, long Item) charge in _losses.Keys.Where(charge => match(charge)).ToList())
            {
                _losses.Remove(charge);
            }
        }
    }
}
