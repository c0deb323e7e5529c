namespace OrleansPool.Scheduling;

/// <summary>The run time of one item of a job in microseconds: the mean at first, then an average that forgets.</summary>
internal struct RunTimeAverage
{
    private int _items;
    private double _average;

    public readonly bool IsKnown => _items > 0;

    /// <summary>The average, or an assumption while nothing is known.</summary>
    public readonly double Microseconds => IsKnown ? _average : Tuning.UnknownItem;

    public void Add(int items, long microseconds)
    {
        var each = Math.Max(Tuning.ShortestItem, (double)microseconds / items);
        _items = (int)Math.Min((long)_items + items, Tuning.AveragedItems);
        _average += (each - _average) * Math.Min(1, (double)items / _items);
    }
}
