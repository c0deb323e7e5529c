using System.Diagnostics;
using System.Text.Json;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Resume;

/// <summary>
/// The file beside the output that says which items the output holds. It is written after the output, so what it says is there; what the output
/// has beyond it is cut off and run again. It goes when the run is complete.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    public const string Extension = ".resume";

    /// <summary>How much of the output is at most run again after a kill.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly LineOutput _file;
    private long _written;

    private RunJournal(LineOutput file) => _file = file;

    public static string PathFor(string output) => output + Extension;

    /// <summary>Whether it is time for a record.</summary>
    public bool IsDue => Stopwatch.GetElapsedTime(_written) >= Period;

    /// <summary>Begins anew, with what earlier runs have done.</summary>
    public static RunJournal Begin(string output, RunHeader header, DoneBefore done)
    {
        // The one that is there stays whole until this one is.
        string path = PathFor(output);
        string next = path + ".next";
        LineOutput file = LineOutput.Open(next);
        var journal = new RunJournal(file);
        try
        {
            journal.Write(header);
            journal.Write(RecordOf(done.Items, done.OutputBytes, done.FailedBytes, done.Failed, done.Print));
            File.Move(next, path, overwrite: true);
            return journal;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            journal.Dispose();
            throw new ToolException(ToolExit.FileTrouble, $"{path} cannot be written: {OneLine.Sentence(error.Message)} It is needed beside the output, for --resume.", error);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    public static RunRecord RecordOf(ItemRanges items, long output, long failedBytes, long failed, InputPrint print) =>
        new(items.Below, items.Beyond, output, failedBytes, failed, print.Lines, print.Hash);

    public void Write(RunRecord record)
    {
        Write<RunRecord>(record);
        _written = Stopwatch.GetTimestamp();
    }

    /// <summary>The run is complete: nothing is left to go on with.</summary>
    public void Complete()
    {
        Dispose();
        File.Delete(_file.Path![..^".next".Length]);
    }

    public void Dispose() => _file.Dispose();

    private void Write<T>(T line)
    {
        _file.Waiting.Add(JsonSerializer.SerializeToUtf8Bytes(line, ToolJson.Plain));
        _file.Waiting.EndLine();
        _file.Flush();
    }
}
