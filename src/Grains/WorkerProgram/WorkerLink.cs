using Microsoft.Extensions.Logging;
using OrleansPool.Agents;
using OrleansPool.Packages;
using OrleansPool.Programs;
using OrleansPool.Sharing;
using OrleansPool.Wire;
using OrleansPool.WorkerProcesses;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProgram;

/// <summary>What the runs of a worker's process talk to: its silo, over the pipe.</summary>
internal sealed class WorkerLink : IRunLink
{
    private readonly FrameSender _sender;
    private readonly FunctionOpener _opener;

    public WorkerLink(WelcomeMessage welcome, FrameSender sender, FunctionOpener opener)
    {
        _opener = opener;
        _sender = sender;
        Services = new RefusedServices(new ProgramGate(welcome.AllowsPrograms));
        FunctionLogger = new WorkerLogger(welcome.LeastLogLevel, this);
    }

    /// <summary>Its silo puts it in.</summary>
    public int SiloNumber => 0;

    public WorkerLife? Worker { get; set; }

    public IServiceProvider Services { get; }

    public ILogger FunctionLogger { get; }

    public OpenedFunction Open(AgentJob job) => _opener.Open(job.PlaceOfFunction().Place, job.Start.Function);

    // Blocks while the silo takes nothing more: so no room has to be waited for.
    public void Report(Segment segment, bool isLast) => _sender.Send(Frame.Encode(FrameKind.Outcomes, segment));

    public void SendLast()
    {
        // It went as it was reported.
    }

    public Task WaitForRoomAsync() => Task.CompletedTask;

    public void Log(LogEntry entry) => _sender.Send(Frame.Encode(FrameKind.Log, entry));

    public void ReportFailure(int job, Exception error) => throw new InvalidOperationException("The silo of a worker's process ends jobs.", error);

    public void ReportRefusedItem(AgentJob job, string reason) => _sender.Send(Frame.Encode(FrameKind.ItemRefused, reason));

    public Task<bool> AnnounceAsync(LeaseRun run) => throw new InvalidOperationException("The silo of a worker's process announces items.");

    public object FindShared(SharedId id, CancellationToken cancellationToken) => throw new NotSupportedException(
        $"{id} was read in the process of a worker (Isolation.Process), where shared values are not there yet. Capture the value, or use Isolation.Thread.");

    public IDisposable LendSlot(LeaseRun waiting) => RefuseToLend();

    public IDisposable RefuseToLend() => throw RefusedServices.Refusal("waits for jobs of the silo's pool");

    public void CancelCallbackFailed(Exception error) => FunctionLogger.LogWarning(error, "What a function had registered on its CancellationToken threw");

    public void LogServicesFailed(string jobId, long itemIndex, Exception error) =>
        FunctionLogger.LogWarning(error, "Job {JobId}, item {ItemIndex}: a service of the item threw when it was disposed", jobId, itemIndex);
}
