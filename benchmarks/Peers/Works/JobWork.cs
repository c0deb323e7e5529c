using System.Diagnostics;
using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Launching;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>A job that each peer does in the process that it has, and a figure made of how long it took.</summary>
internal sealed record JobWork : IWork
{
    private const int PartToWarmUp = 10;

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Unit Unit { get; init; }

    public required Job Job { get; init; }

    public required Func<Timing, double> Figure { get; init; }

    public Func<Timing, double>? Second { get; init; }

    public IReadOnlyList<MustHold> Lines { get; init; } = [];

    /// <summary>Compilers look again at what runs often, in the background: this long they get.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    public async Task<Reply> WarmUpAsync(Contender contender)
    {
        long started = Stopwatch.GetTimestamp();
        Job part = Job.Part(PartToWarmUp);
        Reply reply;
        long last;
        do
        {
            last = Stopwatch.GetTimestamp();
            reply = await contender.AskAsync(part);
        }
        while (reply.Status == Status.Measured && Stopwatch.GetElapsedTime(started) < WarmUp);

        // Short jobs once more as they are: memory for all their items is there from then on, as it is for a job that is not the first.
        return reply.Status == Status.Measured && Stopwatch.GetElapsedTime(last) * PartToWarmUp < WarmUp ? await contender.AskAsync(Job) : reply;
    }

    public async Task<Observation> MeasureAsync(Contender contender) => Observation.Of(await contender.AskAsync(Job), Figure, Second);
}
