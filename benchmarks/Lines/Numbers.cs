using System.Globalization;
using System.Text;

namespace OrleansPool.Benchmarks.Lines;

/// <summary>The input, and what is made of it.</summary>
internal static class Numbers
{
    /// <summary>The function that the tool runs.</summary>
    public static long Triple(long number) => 3 * number;

    /// <summary>Writes the numbers from 1 on, one a line.</summary>
    public static string Write(string folder, long lines)
    {
        string file = Path.Combine(folder, $"numbers-{lines}");
        using var writer = new StreamWriter(file, append: false, Encoding.ASCII, 1 << 16) { NewLine = "\n" };
        for (long number = 1; number <= lines; number++)
        {
            writer.WriteLine(number.ToString(CultureInfo.InvariantCulture));
        }

        return file;
    }
}
