using OrleansPool.Benchmarks.Peers.Peers;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>All works, in an order in which peers change their number of workers seldom.</summary>
internal static class WorkList
{
    public static IReadOnlyList<IWork> Full { get; } =
    [
        new StartUpWork(),
        LoopWorks.Map(1_000_000) with
        {
            Lines = [.. MustHold.TimesCPython(20, 6), MustHold.AtMost(PeerNames.Plinq, 3, PeerNames.Embedded)],
        },
        LoopWorks.StarMap(1_000_000) with { Lines = MustHold.TimesCPython(25, 6) },
        LoopWorks.Imap(1_000_000, isOrdered: true, isOneByOne: false) with { Lines = MustHold.TimesCPython(40, 20) },
        LoopWorks.Imap(1_000_000, isOrdered: false, isOneByOne: false) with { Lines = MustHold.TimesCPython(40, 20) },
        LoopWorks.Imap(100_000, isOrdered: true, isOneByOne: true) with { Lines = MustHold.TimesCPython(10, 5) },
        LoopWorks.Imap(100_000, isOrdered: false, isOneByOne: true) with { Lines = MustHold.TimesCPython(10, 5) },
        LoopWorks.MapOneByOne(20_000) with { Lines = [MustHold.AtLeast(PeerNames.Tcp, 100, PeerNames.Dask)] },
        LoopWorks.Records(100_000),
        LoopWorks.Texts(100_000),
        LoopWorks.Payloads(200) with { Lines = MustHold.TimesCPython(3, 1.5) },
        CallWorks.OneAtATime(2_000) with
        {
            Lines =
            [
                MustHold.AtMost(PeerNames.Embedded, 0.4, PeerNames.CPython),
                MustHold.AtMost(PeerNames.Tcp, 1, PeerNames.CPython),
                MustHold.Aim(PeerNames.Embedded, 5, PeerNames.EmbeddedGrain),
                MustHold.Aim(PeerNames.Tcp, 3, PeerNames.TcpGrain),
            ],
        },
        CallWorks.ManyAtATime(20_000),
        new MemoryWork(10_000_000, isFresh: true),
        PauseWorks.Skewed(2_000, 20) with { Lines = MustHold.Most(1.05, 1.05) },
        PauseWorks.Equal(1_000, 100, workers: 12) with { Lines = MustHold.Most(1.01, 1.02) },
        .. new[] { 1, 2, 4, 8 }.Select(silos => PauseWorks.Silos(silos, workers: 12, itemsOfAWorker: 200)),
    ];

    /// <summary>The same with few items, and no lines: the figures mean nothing.</summary>
    public static IReadOnlyList<IWork> Quick { get; } =
    [
        new StartUpWork(),
        LoopWorks.Map(500),
        LoopWorks.StarMap(500),
        LoopWorks.Imap(500, isOrdered: true, isOneByOne: false),
        LoopWorks.Imap(500, isOrdered: false, isOneByOne: false),
        LoopWorks.Imap(500, isOrdered: true, isOneByOne: true),
        LoopWorks.Imap(500, isOrdered: false, isOneByOne: true),
        LoopWorks.MapOneByOne(100),
        LoopWorks.Records(500),
        LoopWorks.Texts(500),
        LoopWorks.Payloads(4),
        CallWorks.OneAtATime(20),
        CallWorks.ManyAtATime(100),
        new MemoryWork(5_000, isFresh: false),
        PauseWorks.Skewed(40, 5),
        PauseWorks.Equal(24, 20, workers: 4),
        .. new[] { 1, 2 }.Select(silos => PauseWorks.Silos(silos, workers: 4, itemsOfAWorker: 4)),
    ];
}
