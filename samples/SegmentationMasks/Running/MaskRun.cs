using OrleansPool.Samples.Shared.Watching;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>The whole run: pool, loop if asked for, scores, report.</summary>
internal static class MaskRun
{
    private const string Unit = "images";

    /// <returns>Whether every file could be read.</returns>
    public static async Task<bool> RunAsync(RunSettings settings, CancellationToken cancellationToken)
    {
        if (settings.WithLoop)
        {
            LoopRun.WarmUp(settings);
        }

        RunTally pool = await SpectreProgress.WatchAsync("pool", Unit, bar => PoolRun.RunAsync(settings, bar, cancellationToken));
        RunTally? loop = settings.WithLoop
            ? await SpectreProgress.WatchAsync("loop", Unit, bar => Task.Run(() => LoopRun.Run(settings, bar, cancellationToken)))
            : null;

        var report = Report.Create(settings, pool, loop);
        ReportPrinter.Print(report, settings.Output, Console.Out, Console.Error);
        if (settings.Json is { } file)
        {
            ReportPrinter.Save(report, file);
        }

        return report.IsAllWell;
    }
}
