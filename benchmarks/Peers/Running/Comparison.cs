using System.Diagnostics;
using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.Running;

/// <summary>Measures every work of every peer.</summary>
/// <param name="contenders">The peers.</param>
/// <param name="works">What they do.</param>
/// <param name="progress">Told what is measured.</param>
/// <param name="measured">Called after each work with all that is measured by then: a run may take an hour.</param>
internal sealed class Comparison(
    IReadOnlyList<Contender> contenders,
    IReadOnlyList<IWork> works,
    TextWriter progress,
    Action<IReadOnlyList<WorkResult>> measured)
{
    /// <summary>The peers take turns, so that what the machine does besides meets all of them.</summary>
    public Task<IReadOnlyList<WorkResult>> RunAsync(int rounds) => RunAsync(work => TakeTurnsAsync(work, rounds));

    /// <summary>Once each, all peers of a work at the same time: only to see that all of them run.</summary>
    public Task<IReadOnlyList<WorkResult>> TryAsync() => RunAsync(SideBySideAsync);

    private async Task<IReadOnlyList<WorkResult>> RunAsync(Func<IWork, Task<WorkResult>> measure)
    {
        List<WorkResult> results = [];
        var clock = Stopwatch.StartNew();
        foreach (IWork work in works)
        {
            await progress.WriteLineAsync($"{clock.Elapsed.TotalSeconds,5:F0} s  {results.Count + 1} of {works.Count}: {work.Title}");
            results.Add(await measure(work));
            measured(results);
        }

        return results;
    }

    private async Task<WorkResult> SideBySideAsync(IWork work)
    {
        Observation[] seen = await Task.WhenAll(contenders.Select(work.MeasureAsync));
        return new WorkResult(work, [.. contenders.Zip(seen, (contender, one) => new Entry(contender.Plan.Name, [one]))]);
    }

    private async Task<WorkResult> TakeTurnsAsync(IWork work, int rounds)
    {
        var seen = contenders.ToDictionary(contender => contender, _ => new List<Observation>());
        foreach (Contender contender in contenders)
        {
            if (await work.WarmUpAsync(contender) is { Status: not Status.Measured } reply)
            {
                seen[contender].Add(Observation.Of(reply, _ => 0));
            }
        }

        for (int round = 0; round < rounds; round++)
        {
            // Another is the first in each.
            int first = round * contenders.Count / rounds;
            foreach (Contender contender in contenders.Skip(first).Concat(contenders.Take(first)))
            {
                if (seen[contender].All(one => one.Status == Status.Measured))
                {
                    seen[contender].Add(await work.MeasureAsync(contender));
                }
            }
        }

        return new WorkResult(work, [.. contenders.Select(contender => new Entry(contender.Plan.Name, seen[contender]))]);
    }
}
