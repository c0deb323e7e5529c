
namespace OrleansPool.Wire;

/// <summary>A worker: one activation for each busy slot of a silo. Called by the agent of the same silo only.</summary>
[Alias("orleanspool.IWorkerGrain")]
internal interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Works as the given slot until its silo has nothing for it. The one call that lasts as long as the work:
    /// it never leaves the process, so nothing can be lost on the way and no time-out may cut it.
    /// </summary>
    [Alias("Run"), ResponseTimeout("20.00:00:00")]
    Task RunAsync(int slot);
}
