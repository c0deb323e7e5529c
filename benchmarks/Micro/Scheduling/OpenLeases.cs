using OrleansPool.Scheduling;

namespace OrleansPool.Benchmarks.Micro.Scheduling;

/// <summary>Holds the leases that imagined silos have, of each in the order in which it got them.</summary>
internal sealed class OpenLeases : IScheduleSink
{
    private readonly List<Queue<Lease>> _silos = [];

    public int Count => _silos.Sum(leases => leases.Count);

    /// <summary>The oldest lease of a silo.</summary>
    public Lease Next(int silo) => _silos[silo].Dequeue();

    public void Join(int silo)
    {
        while (_silos.Count <= silo)
        {
            _silos.Add(new Queue<Lease>());
        }
    }

    public void Assign(Lease lease) => _silos[lease.Silo].Enqueue(lease);

    public void Revoke(int silo, long leaseId) => throw new InvalidOperationException("Nothing was cancelled.");

    public void AskBack(int silo, int leases) => throw new InvalidOperationException("No silo is idle.");

    public void Charged(int job, long item, int losses) => throw new InvalidOperationException("No silo was lost.");

    public void Lost(int job, long item, int attempts, int silo, string? cause) => throw new InvalidOperationException("No silo was lost.");
}
