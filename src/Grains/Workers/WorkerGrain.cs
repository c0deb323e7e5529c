using Orleans.Concurrency;
using OrleansPool.Agents;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>
/// A worker. Orleans keeps as many activations on the silo as slots are busy; the agent calls one for each slot that gets work. The function
/// runs on the silo's own threads, never in the grain's turn.
/// </summary>
[StatelessWorker(MaxLocalWorkers, removeIdleWorkers: false)]
[GrainType("orleanspool.worker")]
internal sealed class WorkerGrain(Agent agent) : Grain, IWorkerGrain
{
    /// <summary>Above any number of slots: the agent is what limits them.</summary>
    private const int MaxLocalWorkers = 8192;

    public Task RunAsync(int slot) => agent.WorkAsync(this.GetPrimaryKeyString(), slot);
}
