using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Launching;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>From the start of a process, and of those that it starts, to its first result.</summary>
internal sealed class StartUpWork : IWork
{
    private static readonly Job First = new() { Verb = Verb.Apply, Content = Content.Number, Items = 1 };

    public string Name => "start-up";

    public string Title => "start-up: a new process with 2 workers, to its first result";

    public Unit Unit => Unit.Seconds;

    public IReadOnlyList<MustHold> Lines => [];

    /// <summary>Files are read once, so that no peer pays for the disk.</summary>
    public async Task<Reply> WarmUpAsync(Contender contender) => (await contender.AskFreshAsync(First)).Reply;

    public async Task<Observation> MeasureAsync(Contender contender)
    {
        (Reply reply, TimeSpan took) = await contender.AskFreshAsync(First);
        return Observation.Of(reply, _ => took.TotalSeconds);
    }
}
