using System.Globalization;
using OrleansPool.Cli.Running;
using Spectre.Console;

namespace OrleansPool.Cli.Watching;

/// <summary>Shows the progress of a run on standard error: as a bar on a terminal, else as a line now and then.</summary>
internal sealed class ProgressView : IAsyncDisposable
{
    private static readonly TimeSpan BarPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _shown;

    private ProgressView(RunProgress progress, bool isTerminal, ErrorOutput errors) =>
        _shown = Task.Run(() => isTerminal ? ShowBarAsync(progress) : ShowLinesAsync(progress, errors));

    /// <param name="progress">What is shown.</param>
    /// <param name="isWanted">Whether it was asked for.</param>
    /// <param name="errors">Standard error.</param>
    /// <returns>Null when nothing is shown: standard error is no terminal, and nobody asked.</returns>
    public static ProgressView? Show(RunProgress progress, bool isWanted, ErrorOutput errors)
    {
        bool isTerminal = !Console.IsErrorRedirected && !errors.IsJson;
        return isTerminal || isWanted ? new ProgressView(progress, isTerminal, errors) : null;
    }

    /// <summary>Takes it away.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _shown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    /// <summary>A line for people.</summary>
    public static string TextOf(RunProgress progress)
    {
        string done = Number(progress.Before + progress.Done + progress.Failed);
        string failed = progress.Failed > 0 ? $", {Number(progress.Failed)} failed" : "";
        string left = progress.Remaining is { } remaining ? $", {Time(remaining)} left" : "";
        return $"{done} items{failed}, {Number((long)progress.Rate)}/s{left}";
    }

    private async Task ShowBarAsync(RunProgress progress)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("", maxValue: 1);
                using var timer = new PeriodicTimer(BarPeriod);
                do
                {
                    task.IsIndeterminate = progress.Part is null;
                    task.Value = progress.Part ?? 0;
                    task.Description = Markup.Escape(TextOf(progress));
                }
                while (await timer.WaitForNextTickAsync(_end.Token).AsTask().ContinueWith(static tick => tick.IsCompletedSuccessfully, TaskScheduler.Default));
            });
    }

    private async Task ShowLinesAsync(RunProgress progress, ErrorOutput errors)
    {
        using var timer = new PeriodicTimer(LinePeriod);
        while (await timer.WaitForNextTickAsync(_end.Token))
        {
            Say();
        }

        void Say() => errors.Summary(
            TextOf(progress),
            new { progress = new { items = progress.Before + progress.Done + progress.Failed, failed = progress.Failed, rate = progress.Rate, part = progress.Part, secondsLeft = progress.Remaining?.TotalSeconds } });
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min" : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s" : $"{time.Seconds} s";
}
