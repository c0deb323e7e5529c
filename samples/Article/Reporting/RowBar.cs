using OrleansPool.Samples.Article.Measuring;
using OrleansPool.Samples.Shared.Watching;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>Shows which row is being measured, by the time that the rows take at least.</summary>
internal static class RowBar
{
    // Drawing takes a little of a core that is being measured: seldom is enough.
    private static readonly TimeSpan RefreshRate = TimeSpan.FromMilliseconds(500);

    /// <param name="total">How long the work will take at least.</param>
    /// <param name="work">The work; it is given where to report each row that starts.</param>
    public static Task<T> WatchAsync<T>(TimeSpan total, Func<IProgress<RowProgress>, Task<T>> work) =>
        SpectreProgress.WatchAsync("starting", unit: null, bar => work(new Rows(bar, total)), refresh: RefreshRate);

    private sealed class Rows(SpectreProgress bar, TimeSpan total) : IProgress<RowProgress>
    {
        private TimeSpan _done;
        private TimeSpan _running;

        public void Report(RowProgress value)
        {
            _done += _running;
            _running = value.Expected;
            bar.Rename(value.Title);
            bar.Report(new JobProgress((long)_done.TotalMilliseconds, 0, (long)total.TotalMilliseconds, 0, total - _done));
        }
    }
}
