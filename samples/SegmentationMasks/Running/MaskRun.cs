namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>The whole run: pool, loop if asked for, scores, report.</summary>
internal static class MaskRun
{
    /// <returns>Whether every file could be read.</returns>
    public static async Task<bool> RunAsync(RunSettings settings, CancellationToken cancellationToken)
    {
        int count = settings.Photographs.Length;
        if (settings.WithLoop)
        {
            LoopRun.WarmUp(settings);
        }

        RunTally pool = await ProgressBar.WatchAsync("pool", count, onDone => PoolRun.RunAsync(settings, onDone, cancellationToken));
        RunTally? loop = settings.WithLoop
            ? await ProgressBar.WatchAsync("loop", count, onDone => Task.Run(() => LoopRun.Run(settings, onDone, cancellationToken)))
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
