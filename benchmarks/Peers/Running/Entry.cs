using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Works;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Peers.Running;

/// <summary>What one peer showed in one work.</summary>
/// <param name="Peer">The peer.</param>
/// <param name="Observations">Of each round until one was not measured.</param>
internal sealed record Entry(string Peer, IReadOnlyList<Observation> Observations)
{
    public Status Status => Observations[^1].Status;

    public string Note => Observations[^1].Note;

    public bool IsMeasured => Status == Status.Measured;

    public double Median => Medians.Of(Observations.Select(seen => seen.Value));

    public double MedianOfSecond => Medians.Of(Observations.Select(seen => seen.Second));
}
