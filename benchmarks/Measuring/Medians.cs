namespace OrleansPool.Measuring;

/// <summary>What a benchmark says of several rounds: a median, since other things that the machine does only ever make a round slower.</summary>
public static class Medians
{
    /// <summary>The value that half of the values are below.</summary>
    public static double Of(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>The value that a part of the values, from 0 to 1, are below.</summary>
    public static double Percentile(IEnumerable<double> values, double part)
    {
        double[] ordered = [.. values.Order()];
        return ordered.Length > 0
            ? ordered[Math.Min(ordered.Length - 1, (int)(ordered.Length * part))]
            : throw new ArgumentException("There are no values to take one of.", nameof(values));
    }
}
