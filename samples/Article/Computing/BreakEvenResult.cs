namespace OrleansPool.Samples.Article.Computing;

/// <summary>What the pool costs on this machine, and from where on it wins.</summary>
/// <param name="Workers">Workers of the pool; at most one for each core, as the calls compute.</param>
/// <param name="Calls">Calls in one <c>map</c>.</param>
/// <param name="MapMicroseconds">What an empty call costs in <c>map</c>.</param>
/// <param name="ApplyMicroseconds">What an empty call costs in <c>apply</c>.</param>
/// <param name="WinsFromMicroseconds">The work of one call from which on <c>map</c> beats the loop; null if it never did.</param>
internal sealed record BreakEvenResult(
    int Workers,
    int Calls,
    double MapMicroseconds,
    double ApplyMicroseconds,
    double? WinsFromMicroseconds);
