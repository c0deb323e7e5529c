namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    // Nothing waits here and slots are idle: what waits at busy silos would run sooner elsewhere.
    private void AskBack()
    {
        if (IsFull || _jobs.Fresh.Count > 0)
        {
            return;
        }

        for (var idle = _silos.FreeSlots - _silos.AskedBack; idle > 0 && _silos.NextDonor() is { } donor;)
        {
            var leases = Math.Min((donor.Surplus + 1) / 2, idle);
            _silos.Asked(donor, leases);
            sink.AskBack(donor.Id, leases);
            idle -= leases;
        }
    }
}
