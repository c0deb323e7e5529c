using Orleans.Services;

namespace OrleansPool.Wire;

/// <summary>The agent of one silo, called by coordinators.</summary>
[Alias("orleanspool.ISiloAgent")]
internal interface ISiloAgent : IGrainService
{
    /// <summary>Opens a pool's epoch on this silo.</summary>
    [Alias("Attach")]
    Task<AttachReply> AttachAsync(AttachRequest request);

    /// <summary>Takes leases and orders about them.</summary>
    [Alias("Assign")]
    Task<AssignReply> AssignAsync(AssignMessage message);

    /// <summary>Takes a part of a shared value, and passes it on. Who calls waits for as long as <see cref="SharePassing"/> says.</summary>
    [Alias("Share"), ResponseTimeout("00:00:15")]
    Task<ShareReply> ShareAsync(ShareMessage message);

    /// <summary>Tells whether a coordinator is on this silo. Called by silos that look for it, or want to have it.</summary>
    [Alias("Locate"), ResponseTimeout("00:00:02")]
    Task<GrainAddress?> LocateAsync(LocateRequest request);

    /// <summary>Tells that another silo is about to stop: no coordinator shall be placed there, and what it does not answer it has not.</summary>
    [Alias("Leaving"), ResponseTimeout("00:00:02")]
    Task LeavingAsync(SiloAddress silo);

    /// <summary>Ends a pool on this silo, for attachments up to an epoch: what runs of them is cancelled, and what of them is still on its way will not run.</summary>
    /// <param name="pool">Its key.</param>
    /// <param name="epoch">The last attachment that is over; <see cref="long.MaxValue"/> when the pool is over for good.</param>
    [Alias("Detach")]
    Task DetachAsync(string pool, long epoch);
}
