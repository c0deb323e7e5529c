using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    private bool _isRetiring;

    /// <summary>The client closed its pool and has no job under way: workers run their finalizers.</summary>
    private void RetireWorkers()
    {
        _isRetiring = true;
        foreach (SiloLink link in _links.Values.Where(link => link.Slots > 0))
        {
            link.Retire();
        }

        CheckRetired();
    }

    private void TakeWorkerEnds(SiloLink link, WorkerEnds ends)
    {
        foreach (WorkerEnd end in ends.Ends)
        {
            _outcomes.Add(end);
        }

        link.HasRetired |= ends.AreAll;
        CheckRetired();
    }

    /// <summary>Tells the client once no silo is left that has not answered; one that was lost has no workers any more.</summary>
    private void CheckRetired()
    {
        if (_isRetiring && _links.Values.All(link => link.HasRetired || link.Slots == 0))
        {
            _outcomes.AddLastWorkerEnd();
        }
    }
}
