using System.Text.Json;
using OrleansPool.Cli.Lines;

namespace OrleansPool.Cli.Resume;

/// <summary>
/// Counts what an output has, when there is no journal: each whole line is an item, and each failed one is named in its file. In the order of the input that says which they are; else they can only be all, or it
/// is not known.
/// </summary>
internal static class OutputScan
{
    public static DoneBefore Read(string output, RunHeader header)
    {
        (long results, long outputBytes) = CountLines(output);
        List<(long Index, long End)> failed = header.Failed is not null && File.Exists(header.Failed) ? FailedIn(header.Failed) : [];
        return header.IsOrdered ? InOrder(results, outputBytes, failed) : new DoneBefore
        {
            Items = ItemRanges.Parse(results + failed.Count, null),
            OutputBytes = outputBytes,
            FailedBytes = failed is [.., { End: var end }] ? end : 0,
            Failed = failed.Count,
            IsOnlyCounted = true,
        };
    }

    private static DoneBefore InOrder(long results, long outputBytes, List<(long Index, long End)> failed)
    {
        long next = 0;
        int failures = 0;
        while (true)
        {
            if (failures < failed.Count && failed[failures].Index == next)
            {
                failures++;
            }
            else if (results > 0)
            {
                results--;
            }
            else
            {
                break;
            }

            next++;
        }

        return new DoneBefore
        {
            Items = ItemRanges.Parse(next, null),
            OutputBytes = outputBytes,
            FailedBytes = failures > 0 ? failed[failures - 1].End : 0,
            Failed = failures,
        };
    }

    private static (long Lines, long Bytes) CountLines(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        long at = 0;
        long end = 0;
        for (int read; (read = file.Read(buffer)) > 0; at += read)
        {
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, read);
            lines += bytes.Count((byte)'\n');
            if (bytes.LastIndexOf((byte)'\n') is >= 0 and int last)
            {
                end = at + last + 1;
            }
        }

        return (lines, end);
    }

    private static List<(long Index, long End)> FailedIn(string path)
    {
        List<(long, long)> found = [];
        using FileStream file = File.OpenRead(path);
        var lines = new LineReader(file);
        long end = 0;
        while (lines.Read())
        {
            end += lines.Line.Length + 1;
            try
            {
                using JsonDocument record = JsonDocument.Parse(lines.Line.ToArray());
                found.Add((record.RootElement.GetProperty("index").GetInt64(), end));
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // A torn last line.
                break;
            }
        }

        return found;
    }
}
