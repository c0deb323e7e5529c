using System.Globalization;

namespace OrleansPool.Packages;

/// <summary>Bytes as people read them of packages.</summary>
internal static class Mebibytes
{
    public static string Text(long bytes) => (bytes / (double)(1 << 20)).ToString("0.##", CultureInfo.InvariantCulture);
}
