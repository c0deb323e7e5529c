using System.Globalization;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>Numbers for people.</summary>
internal static class Number
{
    /// <summary>Three digits: 1,230,000 or 12.3 or 0.0123.</summary>
    public static string Short(double value)
    {
        if (value <= 0)
        {
            return "0";
        }

        int decimals = 2 - (int)Math.Floor(Math.Log10(value));
        double unit = Math.Pow(10, Math.Max(0, -decimals));
        return (Math.Round(value / unit) * unit is var rounded && decimals <= 0 ? rounded : value)
            .ToString($"N{Math.Clamp(decimals, 0, 9)}", CultureInfo.InvariantCulture);
    }

    public static string Limit(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
