using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

internal abstract partial class LeaseRun
{
    /// <summary>Longer texts are cut: one entry must not take the place of all others.</summary>
    private const int MostCharacters = 16 << 10;

    /// <summary>The run that the calling code belongs to, or null.</summary>
    public static LeaseRun? Current => PoolContext.CurrentOrNull?.Item as LeaseRun;

    /// <inheritdoc/>
    public ILogger Logger => Job.Link.FunctionLogger;

    /// <summary>Whether the job's caller wants what is logged at a level.</summary>
    public bool Forwards(LogLevel level) => level >= Job.Start.LeastLogLevel && level != LogLevel.None;

    /// <summary>Sends an entry to the job's caller, as soon as the link allows. Never waits.</summary>
    public void Forward(string category, LogLevel level, EventId eventId, string message, LogValue[] values, Exception? error) => Job.Link.Log(new LogEntry
    {
        Job = Message.Job,
        Item = ItemIndex,
        Attempt = Attempt,
        Worker = WorkerId,
        Silo = Silo,
        Level = level,
        Category = category,
        Event = eventId.Id,
        EventName = eventId.Name,
        Message = Cut(message),
        Values = values,
        ErrorType = error?.GetType().FullName,
        ErrorMessage = error is null ? null : Cut(error.Message),
        ErrorText = error is null ? null : Cut(error.ToString()),
    });

    /// <inheritdoc/>
    public void NoteRefusal(string reason)
    {
        if (Job.NoteRefusal())
        {
            Job.Link.ReportRefusedItem(Job, reason);
        }
    }

    private static string Cut(string text) =>
        text.Length <= MostCharacters ? text : $"{text.AsSpan(0, MostCharacters)}… ({text.Length - MostCharacters} characters more)";
}
