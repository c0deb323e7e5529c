using OrleansPool.Agents;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Workers;

/// <summary>Makes the run of a lease from a function whose types it learns by visiting it.</summary>
internal sealed class RunFactory(LeasePart part, WorkerLife worker, PayloadSerializer serializer, TimeProvider time) : IPoolFunctionVisitor<LeaseRun>
{
    public LeaseRun Visit<TItem, TResult>(PoolFunction<TItem, TResult> function) => new ItemLeaseRun<TItem, TResult>(function, part, worker, serializer, time);
}
