using OrleansPool.Samples.Article.CommandLine;
using OrleansPool.Samples.Article.Methods;

namespace OrleansPool.Samples.Article.Measuring;

/// <summary>Runs the rows of the comparison one after another and checks what they return.</summary>
internal sealed class Measurer(ArticleOptions options, Pool pool, IProgress<RowProgress> progress)
{
    private const int WarmUpCalls = 2;

    // One run of calls that do not wait is over in microseconds and says little.
    private const int RunsWithoutDelay = 5;

    /// <summary>Calls each method once, so that no row pays for what only the first call of a program costs.</summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        progress.Report(new RowProgress("warming up", TimeSpan.Zero));
        var setting = new Setting(pool, TimeSpan.Zero, WarmUpCalls, cancellationToken);
        foreach (Method method in Comparison.Methods)
        {
            await method.RunAsync(setting);
        }
    }

    /// <exception cref="WrongResultException">A method did not return what the loop returned.</exception>
    public async Task<IReadOnlyList<Measurement>> MeasureAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        var setting = new Setting(pool, delay, options.Calls, cancellationToken);
        var rows = new List<Measurement>();
        var loop = (Results: Array.Empty<long>(), Elapsed: TimeSpan.Zero);
        foreach (Method method in Comparison.Methods)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan ideal = IdealOf(method, delay);
            progress.Report(new RowProgress(method.Title, ideal));
            (long[] results, TimeSpan elapsed) = await Stopclock.MedianAsync(
                delay > TimeSpan.Zero ? 1 : RunsWithoutDelay,
                () => method.RunAsync(setting));
            if (method.Name == Method.Loop)
            {
                loop = (results, elapsed);
            }

            ResultCheck.Compare(method, results, loop.Results);
            rows.Add(new Measurement(
                method.Name, method.Arguments, delay.TotalSeconds, elapsed.TotalSeconds, loop.Elapsed / elapsed, ideal.TotalSeconds));
        }

        return rows;
    }

    /// <summary>The time that all rows with this delay cannot beat.</summary>
    public static TimeSpan IdealOfAll(ArticleOptions options, TimeSpan delay) =>
        Comparison.Methods.Aggregate(TimeSpan.Zero, (sum, method) => sum + IdealOf(options, method, delay));

    private TimeSpan IdealOf(Method method, TimeSpan delay) => IdealOf(options, method, delay);

    private static TimeSpan IdealOf(ArticleOptions options, Method method, TimeSpan delay) =>
        method.Order == CallOrder.OneByOne ? options.IdealOneByOne(delay) : options.IdealInParallel(delay);
}
