using OrleansPool.Samples.Shared.Watching;
using Spectre.Console;

namespace OrleansPool.SampleTests.Watching;

public sealed class SpectreProgressTests
{
    [Theory]
    [InlineData(3, 10L, 12.54, 65, 2, "images", "12.5 images/s, 1:03 left")]
    [InlineData(3, 10L, 12.54, 65, 2, null, "1:03 left")]
    [InlineData(3, 10L, 12.54, 1, 2, "images", "12.5 images/s, 0:00 left")]
    [InlineData(3, null, 1234.5, null, 0, "items", "1,234.5 items/s")]
    [InlineData(10, 10L, 2, 0, 0, "items", "2.0 items/s")]
    [InlineData(0, 10L, 0, null, 0, "items", "")]
    public void Describe_SaysRateAndTimeLeft(int completed, long? total, double rate, int? remaining, int age, string? unit, string expected)
    {
        TimeSpan? left = remaining is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var progress = new JobProgress(completed, 0, total, rate, left);
        Assert.Equal(expected, SpectreProgress.Describe(progress, unit, TimeSpan.FromSeconds(age)));
    }

    [Fact]
    public async Task WatchAsync_WithoutATerminal_WritesNothing()
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        int result = await SpectreProgress.WatchAsync(
            "title",
            "items",
            bar =>
            {
                bar.Rename("other");
                bar.Report(new JobProgress(1, 0, 2, 1, TimeSpan.Zero));
                return Task.FromResult(5);
            },
            console);
        Assert.Equal((5, ""), (result, output.ToString()));
    }

    [Fact]
    public void StepProgress_CountsStepsAndTellsTheTimeLeft()
    {
        var reports = new Reports();
        var steps = new StepProgress(reports, 3);
        steps.Add();
        Assert.Equal((1, 3), (reports.Last!.Completed, reports.Last.Total));
        Assert.True(reports.Last.Rate > 0 && reports.Last.Remaining > TimeSpan.Zero);
        steps.Add(2);
        Assert.Equal(TimeSpan.Zero, reports.Last.Remaining);
    }
}
