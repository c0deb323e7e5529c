using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>Keeps the instructions in the order in which they came.</summary>
internal sealed class RecordingSink : IScheduleSink
{
    /// <summary>As they are now: one that is over may be another by now, and is here twice.</summary>
    public List<Lease> Assigned { get; } = [];

    public List<(int Silo, long Lease)> Revoked { get; } = [];

    public List<(int Silo, int Leases)> AskedBack { get; } = [];

    public List<(int Job, long Item, int Attempts, int Silo)> Lost { get; } = [];

    public List<string?> Causes { get; } = [];

    public void Assign(Lease lease) => Assigned.Add(lease);

    public void Revoke(int silo, long leaseId) => Revoked.Add((silo, leaseId));

    public void AskBack(int silo, int leases) => AskedBack.Add((silo, leases));

    public List<(int Job, long Item, int Losses)> Charged { get; } = [];

    void IScheduleSink.Charged(int job, long item, int losses) => Charged.Add((job, item, losses));

    void IScheduleSink.Lost(int job, long item, int attempts, int silo, string? cause)
    {
        Lost.Add((job, item, attempts, silo));
        Causes.Add(cause);
    }
}
