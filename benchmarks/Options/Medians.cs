namespace OrleansPool.Benchmarks.Options;

internal static class Medians
{
    public static double Of(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
