namespace OrleansPool.Scheduling;

/// <summary>Takes the scheduler's instructions. Must not call back into the scheduler.</summary>
internal interface IScheduleSink
{
    /// <summary>Send the lease to <see cref="Lease.Silo"/>.</summary>
    void Assign(Lease lease);

    /// <summary>The job of this lease was cancelled: the silo shall drop or stop it.</summary>
    void Revoke(int silo, long leaseId);

    /// <summary>
    /// Ask the silo to give back up to <paramref name="leases"/> unstarted leases or halves of running ones: other silos are idle.
    /// Asked again only after an answer.
    /// </summary>
    void AskBack(int silo, int leases);

    /// <summary>The item waits again, with that many certain losses: another coordinator would have to know them.</summary>
    void Charged(int job, long item, int losses);

    /// <summary>
    /// The item has been lost as often as its job allows and fails alone, after <paramref name="attempts"/> runs in all.
    /// <paramref name="silo"/> is <see cref="SchedulerOptions.NoSilo"/> if it was lost with an earlier coordinator; <paramref name="cause"/> says how
    /// its worker ended, if it was not with its silo.
    /// </summary>
    void Lost(int job, long item, int attempts, int silo, string? cause = null);
}
