using OrleansPool.Samples.Article.Measuring;
using Spectre.Console;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>Shows which row is being measured, on the error stream, and only to somebody who watches.</summary>
internal static class ProgressBar
{
    // Drawing takes a little of a core that is being measured: seldom is enough.
    private static readonly TimeSpan RefreshRate = TimeSpan.FromMilliseconds(500);

    /// <param name="total">How long the work will take at least.</param>
    /// <param name="work">The work; it is given where to report each row that starts.</param>
    public static async Task<T> WatchAsync<T>(TimeSpan total, Func<IProgress<RowProgress>, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsErrorRedirected || !console.Profile.Capabilities.Ansi)
        {
            return await work(new NoProgress());
        }

        Progress progress = console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
        progress.RefreshRate = RefreshRate;
        return await progress.StartAsync(context => work(new Bar(context.AddTask("starting", maxValue: total.TotalSeconds))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<RowProgress>
    {
        private TimeSpan _running;

        public void Report(RowProgress value)
        {
            task.Increment(_running.TotalSeconds);
            task.Description = value.Title;
            _running = value.Expected;
        }
    }

    private sealed class NoProgress : IProgress<RowProgress>
    {
        public void Report(RowProgress value)
        {
        }
    }
}
