using System.Globalization;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>Numbers for people.</summary>
internal static class Number
{
    /// <summary>As many decimals as the size of the number deserves: 1234, 12.3, 1.23, 0.0123.</summary>
    public static string Short(double value)
    {
        if (value <= 0)
        {
            return "0";
        }

        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 0, 9);
        return value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }
}
