using System.Globalization;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>Numbers for people.</summary>
internal static class Number
{
    /// <summary>Three digits, and one more for what is about 1: 1,230,000 or 12.3 or 1.234 or 0.0123.</summary>
    public static string Short(double value)
    {
        if (value <= 0)
        {
            return "0";
        }

        int magnitude = (int)Math.Floor(Math.Log10(value));
        int decimals = magnitude == 0 ? 3 : 2 - magnitude;
        if (decimals >= 0)
        {
            return value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
        }

        double unit = Math.Pow(10, -decimals);
        return (Math.Round(value / unit) * unit).ToString("N0", CultureInfo.InvariantCulture);
    }

    public static string Limit(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
