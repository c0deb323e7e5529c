using System.Text;
using System.Text.Json;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Resume;

/// <summary>Finds out what an interrupted run has done: from its journal, or else from its output, when that has a line for each item in order.</summary>
internal static class EarlierRun
{
    /// <exception cref="ToolException">What is there cannot be continued.</exception>
    public static DoneBefore Find(string output, RunHeader header)
    {
        string journal = RunJournal.PathFor(output);
        try
        {
            if (File.Exists(journal))
            {
                return FromJournal(journal, output, header);
            }

            return LengthOf(output) == 0 ? DoneBefore.Nothing : FromOutput(output, header);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ToolExit.FileTrouble, $"{output} cannot be continued: {OneLine.Sentence(error.Message)}", error);
        }
    }

    private static DoneBefore FromJournal(string journal, string output, RunHeader header)
    {
        // A last line that is torn is no record.
        string[] lines = File.ReadAllText(journal, Encoding.UTF8).Split('\n')[..^1];
        if (lines.Length == 0 || Parse<RunHeader>(lines[0]) is not { } earlier)
        {
            throw Cannot($"{journal} is no journal of an interrupted run.");
        }

        if (Parse<RunRecord>(lines[^1]) is { IsUnchecked: true })
        {
            // A run that would have found out whether the output is its own was killed.
            return FromOutput(output, header);
        }

        if (header.DifferenceFrom(earlier) is { } difference)
        {
            throw Cannot($"{output} is of another run: {difference}.");
        }

        long outputLength = LengthOf(output);
        long failedLength = header.Failed is { } failed ? LengthOf(failed) : 0;
        RunRecord? last = lines.Skip(1).Reverse().Select(Parse<RunRecord>).FirstOrDefault(record => record is not null && record.Output <= outputLength && record.FailedBytes <= failedLength);
        return last is null ? throw Cannot($"{output} is shorter than {journal} says: it was changed since.") : new DoneBefore
        {
            Items = ItemRanges.Parse(last.Below, last.Beyond),
            Print = new(last.Lines, last.Hash),
            OutputBytes = last.Output,
            FailedBytes = last.FailedBytes,
            Failed = last.Failed,
        };
    }

    private static DoneBefore FromOutput(string output, RunHeader header) => header is { IsOrdered: true, Failed: null }
        ? OutputSample.Of(output)
        : throw Cannot($"{output} has lines, and no {RunJournal.Extension} file beside it says which items they are of, as is needed with --unordered and --errors keep.");

    private static T? Parse<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, ToolJson.Plain);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static ToolException Cannot(string message) => new(ToolExit.CannotResume, $"{message} Write --overwrite in place of --resume to start again.");
}
