using System.Collections;

namespace OrleansPool.Collecting;

/// <summary>
/// The outcomes of a map that has ended, each made when it is asked for: the list costs no more than what the job holds anyway, and one
/// outcome costs nothing of the others.
/// </summary>
/// <param name="values">Values by index.</param>
/// <param name="origins">Where the items that have come came from, in order of the items.</param>
/// <param name="failures">The failed items.</param>
/// <param name="count">Items in all.</param>
/// <param name="abandoned">What ended the job, for the items that did not come.</param>
/// <param name="siloName">Names of the silos.</param>
internal sealed class OutcomeList<TResult>(
    TResult[] values,
    Provenance[] origins,
    FailureLog failures,
    int count,
    Exception abandoned,
    Func<int, string?> siloName) : IReadOnlyList<ItemOutcome<TResult>>
{
    public int Count => count;

    public ItemOutcome<TResult> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return At(index, FindOrigin(index));
        }
    }

    public IEnumerator<ItemOutcome<TResult>> GetEnumerator()
    {
        int origin = 0;
        for (int index = 0; index < count; index++)
        {
            while (origin < origins.Length && origins[origin].Range.End <= index)
            {
                origin++;
            }

            yield return At(index, origin);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ItemOutcome<TResult> At(int index, int at)
    {
        if (failures.Find(index) is { } failure)
        {
            return ItemOutcome<TResult>.Of(failure);
        }

        if (at == origins.Length || origins[at].Range.First > index)
        {
            return new ItemOutcome<TResult> { Index = index, Error = abandoned, IsAbandoned = true };
        }

        Provenance origin = origins[at];
        return new ItemOutcome<TResult>
        {
            Index = index,
            Value = values[index],
            Attempt = origin.Attempt,
            Silo = siloName(origin.Silo),
            WorkerId = origin.WorkerId(siloName),
        };
    }

    /// <summary>The first range that ends behind the item.</summary>
    private int FindOrigin(int index)
    {
        int low = 0;
        int high = origins.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (origins[middle].Range.End <= index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
