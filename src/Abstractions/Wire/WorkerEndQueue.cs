namespace OrleansPool.Wire;

/// <summary>Ends of workers that wait for a link, taken in order as far as a message has room; bounded in bytes. Not thread-safe.</summary>
internal sealed class WorkerEndQueue
{
    private readonly Queue<WorkerEnd> _ends = new();
    private readonly WorkerEndBudget _budget = new();
    private bool _areAll;

    public bool IsEmpty => _ends.Count == 0 && !_areAll;

    public void Enqueue(WorkerEnd end) => _ends.Enqueue(_budget.Admit(end));

    /// <summary>No more are to come.</summary>
    public void EnqueueLast() => _areAll = true;

    /// <summary>Puts back what was taken and did not arrive. The client counts each worker once.</summary>
    public void PutBack(WorkerEnds ends)
    {
        foreach (WorkerEnd end in ends.Ends)
        {
            Enqueue(end);
        }

        _areAll |= ends.AreAll;
    }

    /// <summary>Takes what fits into <paramref name="budget"/> bytes, which is lowered by it; null when there is nothing or no room.</summary>
    public WorkerEnds? Take(ref long budget)
    {
        if (IsEmpty || budget <= 0)
        {
            return null;
        }

        List<WorkerEnd> ends = [];
        while (budget > 0 && ends.Count < WireLimits.MessageEntries && _ends.TryDequeue(out WorkerEnd? end))
        {
            budget -= end.Bytes;
            _budget.Release(end);
            ends.Add(end);
        }

        var taken = new WorkerEnds { Ends = [.. ends], AreAll = _areAll && _ends.Count == 0 };
        _areAll &= !taken.AreAll;
        return taken;
    }
}
