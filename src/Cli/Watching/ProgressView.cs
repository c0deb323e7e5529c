using System.Globalization;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Watching;

/// <summary>Shows the progress of a run on standard error: as a bar on a terminal, else as a line now and then.</summary>
internal sealed class ProgressView : IAsyncDisposable
{
    private static readonly TimeSpan BarPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    /// <summary>The line that is on the terminal: there is one of each.</summary>
    private static readonly Lock Terminal = new();
    private static ProgressLine? Line;

    private readonly CancellationTokenSource _end = new();
    private readonly Task _shown;

    private ProgressView(RunProgress progress, bool isTerminal, ErrorOutput errors) =>
        _shown = Task.Run(() => isTerminal ? ShowBarAsync(progress) : ShowLinesAsync(progress, errors));

    /// <param name="progress">What is shown.</param>
    /// <param name="isWanted">Whether it was asked for.</param>
    /// <param name="mixes">Whether results go to standard output, which on the same terminal would be written into the bar.</param>
    /// <param name="errors">Standard error.</param>
    /// <returns>Null when nothing is shown: standard error is no terminal, or that of the results, and nobody asked.</returns>
    public static ProgressView? Show(RunProgress progress, bool isWanted, bool mixes, ErrorOutput errors)
    {
        ToolStreams streams = ToolStreams.Current;
        bool isTerminal = !streams.IsErrorRedirected && !errors.IsJson && !(mixes && !streams.IsOutRedirected) && CanErase(Environment.GetEnvironmentVariable("TERM"), OperatingSystem.IsWindows());
        return isTerminal || isWanted ? new ProgressView(progress, isTerminal, errors) : null;
    }

    /// <summary>Whether a line can be written anew, by the variable TERM; Windows has none, and its terminals all can.</summary>
    public static bool CanErase(string? terminal, bool isWindows) => isWindows ? terminal != "dumb" : terminal is not (null or "" or "dumb");

    /// <summary>Takes it away.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _shown.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    /// <summary>Writes something else to standard error, with the bar out of the way: it comes again with its next change.</summary>
    public static void Beside(Action write)
    {
        lock (Terminal)
        {
            Line?.Clear();
            write();
        }
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
        var line = new ProgressLine(ToolStreams.Current.Error);
        using var timer = new PeriodicTimer(BarPeriod);
        try
        {
            do
            {
                lock (Terminal)
                {
                    Line = line;
                    line.Draw(progress);
                }
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        finally
        {
            lock (Terminal)
            {
                Line = null;
                line.Clear();
            }
        }
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
