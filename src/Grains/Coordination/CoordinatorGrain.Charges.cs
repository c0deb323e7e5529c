using OrleansPool.Scheduling;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>
/// What items are charged with must not be lost with this coordinator: an item that kills its silo would do so without end. So the client
/// remembers it. Before a suspect runs on this coordinator's own silo, the client knows already what it is charged with if that dies.
/// </summary>
internal sealed partial class CoordinatorGrain
{
    private readonly List<(int Silo, long Lease, long Version)> _onTrial = [];
    private ChargeBook _charges = new();

    /// <inheritdoc/>
    void IScheduleSink.Charged(int job, long item, int losses)
    {
        meter.RunLost();
        _watches.GetValueOrDefault(job)?.TakeLoss();
        Charge(new ItemCharge(job, item, losses));
    }

    private void Charge(ItemCharge charge)
    {
        if (_charges.Set(charge))
        {
            _outcomes.SetCharges(_charges.All);
        }
    }

    /// <summary>Notes the charge for the run that is to come. True: the lease must wait until the client knows it.</summary>
    private bool IsHeldForTrial(Lease lease)
    {
        if (!lease.IsSuspect)
        {
            return false;
        }

        bool isTrial = lease.OnProbation && lease.Silo == _homeSilo;
        Charge(new ItemCharge(lease.Job, lease.First, lease.Losses) { LossesOnTrial = isTrial ? lease.Losses + lease.Doubts + 1 : 0 });
        if (isTrial)
        {
            _onTrial.Add((lease.Silo, lease.Id, _outcomes.ChargesVersion));
        }

        return isTrial;
    }

    /// <summary>Sends the leases whose charges the client knows.</summary>
    private void ReleaseTrials()
    {
        if (_onTrial.Count == 0)
        {
            return;
        }

        foreach ((int silo, long id, _) in _onTrial.Where(trial => trial.Version <= _outcomes.KnownCharges).ToList())
        {
            // Unless its job ended meanwhile, or the silo left.
            if (_scheduler.Find(silo, id) is { } lease && _links.ContainsKey(silo))
            {
                Give(lease);
            }
        }

        SendAssigned();
        _onTrial.RemoveAll(trial => trial.Version <= _outcomes.KnownCharges);
    }
}
