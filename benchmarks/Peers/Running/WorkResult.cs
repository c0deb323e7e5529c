using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.Running;

/// <summary>What all peers showed in one work.</summary>
internal sealed record WorkResult(IWork Work, IReadOnlyList<Entry> Entries)
{
    /// <summary>A peer's figure; null if there is none.</summary>
    public double? FigureOf(string peer) => Entries.FirstOrDefault(entry => entry.Peer == peer) is { IsMeasured: true } entry ? entry.Median : null;

    /// <summary>A peer's figure over that of another; null if either has none.</summary>
    public double? Ratio(string peer, string of) => FigureOf(peer) / FigureOf(of);
}
