using OrleansPool.Scheduling;

namespace OrleansPool.Benchmarks.Micro.Scheduling;

/// <summary>Holds the leases that imagined silos have, in the order in which they got them.</summary>
internal sealed class OpenLeases : IScheduleSink
{
    private readonly Queue<Lease> _leases = new();

    public int Count => _leases.Count;

    public Lease Next() => _leases.Dequeue();

    public void Assign(Lease lease) => _leases.Enqueue(lease);

    public void Revoke(int silo, long leaseId) => throw new InvalidOperationException("Nothing was cancelled.");

    public void AskBack(int silo, int leases) => throw new InvalidOperationException("No silo is idle.");

    public void Charged(int job, long item, int losses) => throw new InvalidOperationException("No silo was lost.");

    public void Lost(int job, long item, int attempts, int silo, string? cause) => throw new InvalidOperationException("No silo was lost.");
}
