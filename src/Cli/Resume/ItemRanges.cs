using System.Globalization;

namespace OrleansPool.Cli.Resume;

/// <summary>Numbers of items that are done: all up to one, and some beyond, which are no more than the pool reads ahead.</summary>
internal sealed class ItemRanges
{
    /// <summary>Ranges beyond the first gap, in order, with both ends.</summary>
    private readonly List<(long First, long Last)> _beyond = [];

    /// <summary>All items below this are done.</summary>
    public long Below { get; private set; }

    /// <summary>How many are done.</summary>
    public long Count => Below + _beyond.Sum(range => range.Last - range.First + 1);

    /// <summary>Those beyond, as text.</summary>
    public string Beyond => string.Join(',', _beyond.Select(range => range.First == range.Last
        ? range.First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}")));

    public static ItemRanges Parse(long below, string? beyond)
    {
        var ranges = new ItemRanges { Below = below };
        foreach (string part in (beyond ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            ranges._beyond.Add((long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[^1], CultureInfo.InvariantCulture)));
        }

        return ranges;
    }

    public ItemRanges Copy() => Parse(Below, Beyond);

    public bool Has(long number) => number < Below || (Place(number) is int at && at >= 0 && _beyond[at].Last >= number);

    public void Add(long number)
    {
        if (number == Below)
        {
            Below++;
            if (_beyond is [{ } next, ..] && next.First == Below)
            {
                Below = next.Last + 1;
                _beyond.RemoveAt(0);
            }

            return;
        }

        if (Has(number))
        {
            return;
        }

        int before = Place(number);
        bool joinsBefore = before >= 0 && _beyond[before].Last == number - 1;
        bool joinsAfter = before + 1 < _beyond.Count && _beyond[before + 1].First == number + 1;
        if (joinsBefore)
        {
            _beyond[before] = (_beyond[before].First, joinsAfter ? _beyond[before + 1].Last : number);
            if (joinsAfter)
            {
                _beyond.RemoveAt(before + 1);
            }
        }
        else if (joinsAfter)
        {
            _beyond[before + 1] = (number, _beyond[before + 1].Last);
        }
        else
        {
            _beyond.Insert(before + 1, (number, number));
        }
    }

    /// <summary>The last range that begins at the number or before it; -1 when there is none.</summary>
    private int Place(long number)
    {
        int low = 0;
        int high = _beyond.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_beyond[middle].First <= number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }
}
