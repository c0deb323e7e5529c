using OrleansPool.Benchmarks.Peers.Peers;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>A line that must hold: the figure of one peer, as it is or as a ratio to that of another.</summary>
/// <param name="Peer">Whose figure.</param>
/// <param name="IsLeast">Whether the limit is the least, not the most.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Of">The peer whose figure is the measure; null for the figure itself.</param>
/// <param name="IsAim">Whether it is only aimed at.</param>
internal sealed record MustHold(string Peer, bool IsLeast, double Limit, string? Of, bool IsAim = false)
{
    /// <summary>The lines of this pool's two kinds against CPython's pool.</summary>
    public static MustHold[] TimesCPython(double embedded, double tcp) =>
        [AtLeast(PeerNames.Embedded, embedded, PeerNames.CPython), AtLeast(PeerNames.Tcp, tcp, PeerNames.CPython)];

    /// <summary>The most that the figures of this pool's two kinds may be.</summary>
    public static MustHold[] Most(double embedded, double tcp) => [AtMost(PeerNames.Embedded, embedded), AtMost(PeerNames.Tcp, tcp)];

    public static MustHold AtLeast(string peer, double limit, string of) => new(peer, true, limit, of);

    public static MustHold AtMost(string peer, double limit, string? of = null) => new(peer, false, limit, of);

    public static MustHold Aim(string peer, double limit, string of) => new(peer, false, limit, of, IsAim: true);
}
