namespace OrleansPool.Diagnostics;

/// <summary>What the meter "OrleansPool" has. Part of the public face: dashboards and alerts name them. docs/telemetry.md explains each.</summary>
internal static class InstrumentNames
{
    public const string JobsStarted = "orleanspool.jobs.started";
    public const string JobsActive = "orleanspool.jobs.active";
    public const string JobDuration = "orleanspool.job.duration";
    public const string PoolsActive = "orleanspool.pools.active";
    public const string ItemsCompleted = "orleanspool.items.completed";
    public const string ItemsRetried = "orleanspool.items.retried";
    public const string RunsLost = "orleanspool.runs.lost";
    public const string ChunkDuration = "orleanspool.chunk.duration";
    public const string QueueDuration = "orleanspool.queue.duration";
    public const string QueueLength = "orleanspool.queue.length";
    public const string SlotsLimit = "orleanspool.slots.limit";
    public const string SlotsUsed = "orleanspool.slots.used";
    public const string SlotsFree = "orleanspool.slots.free";
    public const string SilosLost = "orleanspool.silos.lost";
    public const string WorkersLost = "orleanspool.workers.lost";
    public const string WorkersWrittenOff = "orleanspool.workers.written_off";
    public const string InputBytes = "orleanspool.input.bytes";
    public const string ResultBytes = "orleanspool.result.bytes";
    public const string EventsDropped = "orleanspool.events.dropped";
}
