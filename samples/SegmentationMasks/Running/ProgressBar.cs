using Spectre.Console;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>Shows how far a run is, on the error stream, and only to somebody who watches.</summary>
internal static class ProgressBar
{
    /// <param name="title">What is running.</param>
    /// <param name="total">Photographs in all.</param>
    /// <param name="run">The work; it is given what to call after each photograph.</param>
    public static async Task<RunTally> WatchAsync(string title, int total, Func<Action, Task<RunTally>> run)
    {
        if (Console.IsErrorRedirected)
        {
            return await run(() => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                ProgressTask task = context.AddTask(title, maxValue: total);
                return run(() => task.Increment(1));
            });
    }
}
