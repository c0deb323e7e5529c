namespace OrleansPool.Hosting;

/// <summary>When the parts of a pool silo stop: later stages first. All are later than Orleans' own, so the silo is whole meanwhile.</summary>
internal static class PoolStages
{
    /// <summary>What is told of jobs: after the work, which is told of to its end, and while the streams are there.</summary>
    public const int Streams = ServiceLifecycleStage.Active + 1;

    /// <summary>The work: the silo drains, and coordinators hand over.</summary>
    public const int Work = ServiceLifecycleStage.Active + 2;
}
