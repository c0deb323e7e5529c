using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>The item that logged an entry in a worker's process.</summary>
internal sealed class LoggedItem(LeaseRun run, LogEntry entry) : IItemIdentity
{
    public string JobId => run.JobId;

    public string? JobName => run.JobName;

    public long ItemIndex => entry.Item;

    public int Attempt => entry.Attempt;

    public string WorkerId => entry.Worker;

    public string Silo => entry.Silo;
}
