using OrleansPool.Samples.Article.Computing;
using OrleansPool.Samples.Article.Measuring;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>All that was measured.</summary>
/// <param name="Calls">Calls of each row.</param>
/// <param name="Workers">Workers of the pool of the rows.</param>
/// <param name="Cores">Cores of the machine.</param>
/// <param name="StartSeconds">How long the pool took to start.</param>
/// <param name="Rows">The rows with the delay, then those without.</param>
/// <param name="BreakEven">Calls that compute.</param>
internal sealed record Report(
    int Calls,
    int Workers,
    int Cores,
    double StartSeconds,
    IReadOnlyList<Measurement> Rows,
    BreakEvenResult BreakEven);
