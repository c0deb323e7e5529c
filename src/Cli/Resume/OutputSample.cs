using System.Numerics;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Resume;

/// <summary>
/// What an output has beside which there is no journal. Its lines alone do not say of which function and input they are, so some are kept: the first, the last,
/// and a few between, whose items are run again and have to give the same.
/// </summary>
internal static class OutputSample
{
    /// <exception cref="ToolException">It is no output.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DoneBefore Of(string output)
    {
        using var file = new FileStream(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        var lines = new LineReader(file);
        Dictionary<long, byte[]> kept = [];
        byte[] last = [];
        long whole = 0;
        long bytes = 0;
        bool isTorn = false;
        while (lines.Read())
        {
            if (bytes + lines.Line.Length + 1 > file.Length)
            {
                isTorn = true;
                break;
            }

            last = lines.Line.ToArray();
            if (IsKept(whole))
            {
                kept[whole] = last;
            }

            whole++;
            bytes += last.Length + 1;
        }

        if (!isTorn && bytes < file.Length)
        {
            throw Cannot($"{output} has other line ends than orleanspool map writes: it was changed since.");
        }

        if (whole == 0)
        {
            return isTorn ? throw Cannot($"{output} has one line without an end, which may be of anything.") : DoneBefore.Nothing;
        }

        kept[whole - 1] = last;
        if (kept.Count < whole && kept.Values.All(line => line.AsSpan().SequenceEqual(last)))
        {
            throw Cannot($"{output} has the same on all lines that were looked at, so it may be of any input, and no {RunJournal.Extension} file beside it says of which.");
        }

        return new DoneBefore { Items = ItemRanges.Parse(whole, null), OutputBytes = bytes, Sample = kept };
    }

    private static ToolException Cannot(string reason) => new(ToolExit.CannotResume, $"{reason} Write --overwrite in place of --resume to start again.");

    /// <summary>The first, the fourth, the sixteenth and so on: few, however long the output is.</summary>
    private static bool IsKept(long number) => BitOperations.IsPow2(number + 1) && BitOperations.Log2((ulong)number + 1) % 2 == 0;
}
