namespace OrleansPool;

/// <summary>How a pool silo stands, for health endpoints and the like. Resolve it from the services of a silo that has <c>AddOrleansPool</c>.</summary>
/// <remarks>Thread-safe, and cheap enough to be asked at each probe.</remarks>
public interface IPoolSilo
{
    /// <summary>Gets where the silo is between its start and its end.</summary>
    PoolSiloPhase Phase { get; }

    /// <summary>Gets how many items the silo can run at the same time.</summary>
    int Workers { get; }

    /// <summary>Gets how many workers are at work now. One whose function waits for items of its own counts too.</summary>
    int BusyWorkers { get; }
}
