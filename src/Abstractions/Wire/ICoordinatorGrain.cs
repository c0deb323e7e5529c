
namespace OrleansPool.Wire;

/// <summary>
/// The coordinator of one pool; its key is the pool's identity. Every call is short, numbered and may be sent twice.
/// </summary>
[Alias("orleanspool.ICoordinatorGrain")]
internal interface ICoordinatorGrain : IGrainWithStringKey
{
    /// <summary>Starts a new epoch, or answers with the one that is.</summary>
    [Alias("Open"), ResponseTimeout("00:00:05")]
    Task<OpenReply> OpenAsync(OpenRequest request);

    /// <summary>Takes jobs, chunks and ends of jobs.</summary>
    [Alias("Submit"), ResponseTimeout("00:00:05")]
    Task<SubmitReply> SubmitAsync(SubmitMessage message);

    /// <summary>Waits shortly for outcomes and hands them over.</summary>
    [Alias("Fetch"), ResponseTimeout("00:00:05")]
    Task<FetchReply> FetchAsync(FetchRequest request);

    /// <summary>Ends the pool: all its jobs are cancelled and the coordinator goes away.</summary>
    [Alias("Close"), ResponseTimeout("00:00:05")]
    Task CloseAsync(long epoch);

    /// <summary>Passes a part of a shared value on to the silos that lack it, and waits shortly until they have it.</summary>
    [Alias("Share"), ResponseTimeout("00:00:05")]
    Task<ShareReply> ShareAsync(ShareMessage message);

    /// <summary>Takes what a silo agent has to tell.</summary>
    [Alias("Report"), ResponseTimeout("00:00:05")]
    Task<ReportReply> ReportAsync(ReportMessage message);
}
