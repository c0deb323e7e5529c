using OrleansPool.Wire;

namespace OrleansPool.Logging;

/// <summary>The item that an entry from a silo is about.</summary>
internal sealed class LoggedItem(LogEntry entry, JobStart job) : IItemIdentity
{
    public string JobId => job.Id;

    public string? JobName => job.Name;

    public long ItemIndex => entry.Item;

    public int Attempt => entry.Attempt;

    public string WorkerId => entry.Worker;

    public string Silo => entry.Silo;
}
