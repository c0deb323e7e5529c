using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.CommandLine;

/// <summary>What is to be compared.</summary>
internal sealed record PeersOptions
{
    public required IReadOnlyList<IWork> Works { get; init; }

    public required IReadOnlyList<PeerPlan> Peers { get; init; }

    public required int Rounds { get; init; }

    /// <summary>How long one measurement may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Whether everything is only tried.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>Whether only names are wanted.</summary>
    public required bool IsList { get; init; }

    /// <summary>Where to save the figures, or null.</summary>
    public required string? Json { get; init; }

    /// <summary>The folder to draw the charts in, or null.</summary>
    public required string? Charts { get; init; }
}
