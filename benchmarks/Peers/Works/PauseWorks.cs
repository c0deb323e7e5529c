using System.Globalization;
using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>Works of items that wait: what is measured is how well the workers are kept busy.</summary>
internal static class PauseWorks
{
    private const int WorkersOfSkewed = 4;
    private const double Sigma = 2;
    private const int MillisecondsOnASilo = 50;

    /// <summary>A silo that is mostly waiting needs longer until its code is compiled for good; silos of one machine share its cores for that.</summary>
    private static readonly TimeSpan WarmUpOfASilo = TimeSpan.FromSeconds(5);

    public static JobWork Equal(int items, int milliseconds, int workers)
    {
        // In whole items: the last round of the workers may not be full.
        double ideal = Math.Ceiling((double)items / workers) * milliseconds / 1000;
        string title = string.Create(CultureInfo.InvariantCulture, $"{items:N0} items that wait {milliseconds} ms, {workers} workers, ideal {ideal:0.0##} s");
        return Make("waiting", title, [.. Enumerable.Repeat(milliseconds, items)], new Setup(workers), ideal);
    }

    public static JobWork Skewed(int items, double mean)
    {
        int[] times = SkewedTimes.Make(items, mean, Sigma);
        double ideal = times.Sum() / 1000.0 / WorkersOfSkewed;
        string title = string.Create(
            CultureInfo.InvariantCulture,
            $"{items:N0} items that wait log-normal times (sigma {Sigma}), {WorkersOfSkewed} workers, total / workers {ideal:0.0##} s, one by one {SkewedTimes.OneByOne(times, WorkersOfSkewed):0.000} of it");
        return Make("log-normal", title, times, new Setup(WorkersOfSkewed), ideal);
    }

    public static JobWork Silos(int silos, int workers, int itemsOfAWorker)
    {
        int items = silos * workers * itemsOfAWorker;
        double ideal = itemsOfAWorker * MillisecondsOnASilo / 1000.0;
        string title = $"{silos} silo{(silos == 1 ? "" : "s")} of {workers} workers, {items:N0} items that wait {MillisecondsOnASilo} ms";
        return Make($"silos-{silos}", title, [.. Enumerable.Repeat(MillisecondsOnASilo, items)], new Setup(workers, silos), ideal);
    }

    private static JobWork Make(string name, string title, int[] milliseconds, Setup setup, double ideal) => new()
    {
        Name = name,
        Title = title,
        Unit = Unit.OfIdeal,
        WarmUp = WarmUpOfASilo * setup.Silos,
        Job = new Job { Verb = Verb.Map, Content = Content.Pause, Items = milliseconds.Length, Milliseconds = milliseconds, Setup = setup },
        Figure = timing => timing.Seconds / ideal,
    };
}
