using Orleans.Concurrency;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>Passes calls on to coordinators. Holds nothing.</summary>
[StatelessWorker(maxLocalWorkers: 1, removeIdleWorkers: false), Reentrant]
[GrainType("orleanspool.door")]
internal sealed class CoordinatorDoor(IGrainFactory grains) : Grain, ICoordinatorDoor
{
    public Task<OpenReply> OpenAsync(string pool, OpenRequest request) => grains.GetGrain<ICoordinatorGrain>(pool).OpenAsync(request);

    public Task<SubmitReply> SubmitAsync(string pool, SubmitMessage message) => grains.GetGrain<ICoordinatorGrain>(pool).SubmitAsync(message);

    public Task<FetchReply> FetchAsync(string pool, FetchRequest request) => grains.GetGrain<ICoordinatorGrain>(pool).FetchAsync(request);

    public Task<ShareReply> ShareAsync(string pool, ShareMessage message) => grains.GetGrain<ICoordinatorGrain>(pool).ShareAsync(message);

    public Task CloseAsync(string pool, long epoch) => grains.GetGrain<ICoordinatorGrain>(pool).CloseAsync(epoch);
}
