using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Launching;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>By how much the memory of a process, and of those that it has started, grows while it goes through very many items.</summary>
/// <param name="items">How many.</param>
/// <param name="isFresh">Whether the process is a new one: another may have had more memory before than it needs now.</param>
internal sealed class MemoryWork(int items, bool isFresh) : IWork
{
    private const int PartToBegin = 100;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly Job _job = new() { Verb = Verb.Imap, Content = Content.Number, Items = items };

    public string Name => "memory";

    public string Title => $"memory: growth while imap goes through {items:N0} ints, all processes of a peer";

    public Unit Unit => Unit.Growth;

    public IReadOnlyList<MustHold> Lines { get; } = isFresh ? MustHold.Most(64, 64) : [];

    /// <summary>A fresh process is warmed up when it is measured.</summary>
    public Task<Reply> WarmUpAsync(Contender contender) => Task.FromResult(new Reply(Status.Measured));

    public async Task<Observation> MeasureAsync(Contender contender)
    {
        if (!ProcessTree.CanBeRead)
        {
            return new Observation(Status.DoesNotApply, Note: "this system does not tell of its processes as Linux does");
        }

        Job part = _job.Part(PartToBegin);
        Reply begun = isFresh ? (await contender.AskFreshAsync(part)).Reply : await contender.AskAsync(part);
        if (begun.Status != Status.Measured)
        {
            return Observation.Of(begun, _ => 0);
        }

        var growth = new Growth(contender.ResidentBytes());
        Task<Reply> asked = contender.AskAsync(_job);
        while (!asked.IsCompleted)
        {
            await Task.WhenAny(asked, Task.Delay(Between));
            growth.See(contender.ResidentBytes());
        }

        Observation seen = Observation.Of(await asked, _ => growth.OfAll, _ => growth.OfOne);
        return seen.Status == Status.TooSlow ? seen with { Note = $"{seen.Note}; grew by {growth.OfAll:F0} MiB until then" } : seen;
    }
}
