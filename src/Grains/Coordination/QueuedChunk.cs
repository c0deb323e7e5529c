using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>A chunk at the coordinator, with when it came by the coordinator's own clock.</summary>
internal sealed record QueuedChunk(ChunkMessage Message, long Arrived);
