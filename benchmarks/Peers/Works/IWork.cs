using OrleansPool.Benchmarks.Peers.Launching;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>Something that is measured of every peer.</summary>
internal interface IWork
{
    /// <summary>As <c>--work</c> takes it.</summary>
    string Name { get; }

    /// <summary>What is measured, with its numbers.</summary>
    string Title { get; }

    Unit Unit { get; }

    /// <summary>What must hold of the figures.</summary>
    IReadOnlyList<MustHold> Lines { get; }

    /// <summary>Has compilers and connections of a peer do their first work. What comes back only matters when it is not <see cref="Status.Measured"/>.</summary>
    Task<Reply> WarmUpAsync(Contender contender);

    Task<Observation> MeasureAsync(Contender contender);
}
