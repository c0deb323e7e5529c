using System.Globalization;
using Spectre.Console;

namespace OrleansPool.Samples.Shared.Watching;

/// <summary>
/// Shows a job's progress as a bar with its rate and the time left, on the error stream, and only to somebody who watches. Give it to
/// <c>JobOptions.Progress</c>.
/// </summary>
public sealed class SpectreProgress : IProgress<JobProgress>
{
    private readonly string? _unit;
    private readonly ProgressTask? _task;
    private readonly TimeProvider _time;
    private JobProgress? _last;
    private long _reported;

    private SpectreProgress(string? unit, ProgressTask? task, TimeProvider time)
    {
        _unit = unit;
        _task = task;
        _time = time;
    }

    /// <summary>Shows a bar for as long as the work runs.</summary>
    /// <param name="title">What is running.</param>
    /// <param name="unit">What is counted, such as "images", for the rate; <see langword="null"/> for no rate.</param>
    /// <param name="work">The work. It reports to what it is given.</param>
    /// <param name="console">Where to draw; <see langword="null"/> for the error stream.</param>
    /// <param name="refresh">How often to draw; <see langword="null"/> for ten times a second.</param>
    /// <returns>What the work returns.</returns>
    public static async Task<T> WatchAsync<T>(
        string title,
        string? unit,
        Func<SpectreProgress, Task<T>> work,
        IAnsiConsole? console = null,
        TimeSpan? refresh = null)
    {
        console ??= AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (!console.Profile.Out.IsTerminal || !console.Profile.Capabilities.Ansi)
        {
            return await work(new SpectreProgress(unit, null, TimeProvider.System));
        }

        SpectreProgress? shown = null;
        Progress bars = console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new TextColumn(() => shown?.Text ?? ""));
        bars.RefreshRate = refresh ?? bars.RefreshRate;
        return await bars.StartAsync(context =>
        {
            shown = new SpectreProgress(unit, context.AddTask(Markup.Escape(title)), TimeProvider.System);
            shown._task!.IsIndeterminate = true;
            return work(shown);
        });
    }

    /// <summary>Rate and time left as they stand beside the bar.</summary>
    /// <param name="progress">How far the job is.</param>
    /// <param name="unit">What is counted, or <see langword="null"/>.</param>
    /// <param name="age">How long ago it was so far.</param>
    /// <returns>For example <c>12.5 images/s, 0:03 left</c>.</returns>
    public static string Describe(JobProgress progress, string? unit, TimeSpan age)
    {
        string rate = unit is null || progress.Rate == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{progress.Rate:N1} {unit}/s");
        if (progress.Remaining is not { } remaining || progress.Completed == progress.Total)
        {
            return rate;
        }

        TimeSpan left = remaining > age ? remaining - age : TimeSpan.Zero;
        string time = $"{(int)left.TotalMinutes}:{left.Seconds:00} left";
        return rate.Length == 0 ? time : $"{rate}, {time}";
    }

    /// <summary>Says what is running now.</summary>
    /// <param name="title">The new title.</param>
    public void Rename(string title)
    {
        if (_task is not null)
        {
            _task.Description = Markup.Escape(title);
        }
    }

    /// <inheritdoc/>
    public void Report(JobProgress value)
    {
        if (_task is null)
        {
            return;
        }

        _last = value;
        _reported = _time.GetTimestamp();
        _task.IsIndeterminate = value.Total is null;
        _task.MaxValue = value.Total ?? _task.MaxValue;
        _task.Value = value.Total is null ? 0 : value.Completed;
    }

    private string Text => _last is { } last ? Describe(last, _unit, _time.GetElapsedTime(_reported)) : "";
}
