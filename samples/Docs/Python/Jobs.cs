using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansPool.Samples.Docs.Python;

/// <summary>Large inputs, many jobs, and watching them.</summary>
public static class Jobs
{
    public static async Task Lazy(Pool pool)
    {
        #region lazy
        var options = new JobOptions { BufferSize = 1000, BufferBytes = 16 << 20 };   // read and not yet yielded, at most
        await foreach (long square in pool.Imap(x => x * x, Endless(), options: options))
        {
            if (square > 10_000)
            {
                break;                                                       // cancels the rest and stops reading the input
            }
        }
        #endregion
    }

    public static async Task Share(Pool pool)
    {
        #region share
        var urgent = new JobOptions { Priority = 10, Name = "urgent" };      // strictly before jobs of less
        var heavy = new JobOptions { Weight = 2 };                           // twice the workers of a job of weight 1
        var gentle = new JobOptions { MaxWorkers = 2 };                      // spares what its items call
        MapResult<int>[] jobs = [.. new[] { urgent, heavy, gentle }.Select(options => pool.MapAsync(x => x + 1, Enumerable.Range(0, 100), options: options))];
        int[][] all = await Task.WhenAll(jobs.Select(job => job.AsTask()));  // any number of jobs at the same time
        #endregion

        Assert.All(all, values => Assert.Equal(100, values[99]));
    }

    public static async Task Labels(Pool _)
    {
        #region labels
        await using Pool pool = await LocalPool.StartAsync(options => options.Labels["gpu"] = "2");
        var options = new JobOptions { Labels = { ["gpu"] = "1" } };         // two of its items at a time on this silo
        int[] results = await pool.MapAsync(x => x + 1, Enumerable.Range(0, 10), options: options);
        #endregion

        Assert.Equal(10, results[9]);
    }

    public static async Task Watch(Pool pool)
    {
        ILogger logger = NullLogger.Instance;

        #region watch
        var options = new JobOptions
        {
            Progress = new Progress<JobProgress>(now => Console.WriteLine($"{now.Completed} of {now.Total}, {now.Rate:F0}/s, {now.Remaining} left")),
            Logger = logger,                                                 // what the functions log, with job, item, attempt, worker, silo
        };
        AsyncResult job = pool.ForEachAsync(x => PoolContext.Current.Logger.LogInformation("at {Value}", x), Enumerable.Range(0, 10), options: options);
        await job;
        Console.WriteLine(job.Insights);                                     // starting, waiting, working; the slowest items; as a table
        #endregion

        Assert.Equal(10, job.Insights.Items);
    }

    private static IEnumerable<long> Endless()
    {
        for (long next = 0; ; next++)
        {
            yield return next;
        }
    }
}
