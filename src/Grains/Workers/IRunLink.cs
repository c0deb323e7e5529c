using Microsoft.Extensions.Logging;
using OrleansPool.Agents;
using OrleansPool.Packages;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>
/// What runs tell, and what their functions ask for: of the silo itself where workers are threads, and of the silo over a pipe where they are
/// processes.
/// </summary>
internal interface IRunLink
{
    /// <summary>The number that stands for this silo at the coordinator.</summary>
    int SiloNumber { get; }

    /// <summary>What the silo registered.</summary>
    IServiceProvider Services { get; }

    /// <summary>What functions log to.</summary>
    ILogger FunctionLogger { get; }

    /// <summary>Decodes the function of a job, if it may run here; waits on the thread for code that is on its way.</summary>
    OpenedFunction Open(AgentJob job);

    /// <param name="segment">Outcomes.</param>
    /// <param name="isLast">Whether they are the last of their run, which then calls <see cref="SendLast"/>.</param>
    void Report(Segment segment, bool isLast);

    /// <summary>A run has ended: sends what it reported. From this thread if nothing else waits for that.</summary>
    void SendLast();

    /// <summary>The job cannot run here, and fails.</summary>
    void ReportFailure(int job, Exception error);

    /// <summary>An item of the job is refused, since it holds a function that may not run here.</summary>
    void ReportRefusedItem(AgentJob job, string reason);

    /// <summary>Announces an item before it starts. False: the lease is not this silo's any more, the item must not run.</summary>
    Task<bool> AnnounceAsync(LeaseRun run);

    /// <summary>Waits until outcomes were reported, when too many wait.</summary>
    Task WaitForRoomAsync();

    /// <summary>Carries an entry to the job's caller.</summary>
    void Log(LogEntry entry);

    object? FindShared(SharedId id, CancellationToken cancellationToken);

    IDisposable LendSlot(LeaseRun waiting);

    /// <summary>What a function had registered on its token threw. That is nobody's outcome, so it is said in the log.</summary>
    void CancelCallbackFailed(Exception error);

    /// <summary>A service of an item threw when it was disposed.</summary>
    void LogServicesFailed(string jobId, long itemIndex, Exception error);
}
