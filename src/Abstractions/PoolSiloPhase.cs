namespace OrleansPool;

/// <summary>The phases of a pool silo's life, in their order.</summary>
public enum PoolSiloPhase
{
    /// <summary>It is joining its cluster.</summary>
    Starting,

    /// <summary>It is a member of its cluster and takes work.</summary>
    Ready,

    /// <summary>It was told to drain or to stop: it takes no work, has given back what had not started, and waits for what runs.</summary>
    Draining,

    /// <summary>It holds no work any more, and gets none until it is started again.</summary>
    Drained,
}
