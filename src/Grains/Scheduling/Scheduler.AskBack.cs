namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    // Nothing waits here and slots are idle: what waits at busy silos would run sooner elsewhere.
    private void AskBack()
    {
        if (_silos.Emptying is { AskedBack: 0, IsAskPointless: false } emptying)
        {
            // What waits there need not, and an item that is to be alone there waits for it.
            Ask(emptying, emptying.Outstanding);
        }

        if (IsFull || _jobs.Fresh.Count > 0)
        {
            return;
        }

        for (var idle = _silos.FreeSlots - _silos.AskedBack; idle > 0 && _silos.NextDonor() is { } donor;)
        {
            var leases = Math.Min((donor.Surplus + 1) / 2, idle);
            Ask(donor, leases);
            idle -= leases;
        }
    }

    private void Ask(SiloState silo, int leases)
    {
        _silos.Asked(silo, leases);
        sink.AskBack(silo.Id, leases);
    }
}
