using System.Diagnostics;

namespace OrleansPool.Measuring;

/// <summary>Ways to do something that take turns, so that what the machine does besides meets all of them.</summary>
public static class Turns
{
    /// <summary>Takes the time of each way in each round, one way after another.</summary>
    /// <returns>The median of each way, in seconds.</returns>
    public static async Task<double[]> SecondsAsync(int rounds, params Func<Task>[] ways)
    {
        List<double>[] seconds = [.. ways.Select(_ => new List<double>())];
        for (int round = 0; round < rounds; round++)
        {
            foreach ((int at, Func<Task> run) in ways.Index())
            {
                long started = Stopwatch.GetTimestamp();
                await run();
                seconds[at].Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        }

        return [.. seconds.Select(Medians.Of)];
    }
}
