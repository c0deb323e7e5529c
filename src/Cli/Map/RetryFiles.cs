using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Resume;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Map;

/// <summary>The new output and the new file of failed items while failed items are run again, beside those that they take the place of in the end. Until then nothing is changed.</summary>
/// <remarks>The new file of failed items gets another name when all is done, before the output is moved: where that name is left, a kill came between the two.</remarks>
internal sealed class RetryFiles : IDisposable
{
    private const string Extension = ".retry";
    private const string DoneExtension = ".retried";

    private readonly string _output;
    private readonly string _failed;
    private readonly RunHeader _header;
    private readonly DoneBefore? _done;
    private bool _isComplete;

    /// <exception cref="ToolException">The earlier run is not complete, or a file cannot be opened.</exception>
    public RetryFiles(MapSettings settings, RunHeader header)
    {
        _output = settings.Output!;
        _failed = settings.Failed!;
        _header = header;
        if (RunJournal.IsInterrupted(_output))
        {
            throw new ToolException(ToolExit.CannotResume, $"{_output} has the results of a run that was interrupted. End it first: --resume in place of --retry-failed.");
        }

        _done = File.Exists(RunJournal.PathFor(_output)) ? EarlierRun.Find(_output, header) : null;
        Earlier = new EarlierResults(_output, settings.IsOrdered);
        Results = OpenNew(_output);
        Failed = OpenNew(_failed);
    }

    public EarlierResults Earlier { get; }

    public LineOutput Results { get; }

    public LineOutput Failed { get; }

    /// <summary>Ends what a kill left half done.</summary>
    /// <returns>Whether there was something.</returns>
    public static bool EndInterrupted(string output, string failed)
    {
        if (!File.Exists(failed + DoneExtension))
        {
            return false;
        }

        if (File.Exists(output + Extension))
        {
            File.Move(output + Extension, output, overwrite: true);
        }

        File.Move(failed + DoneExtension, failed, overwrite: true);
        return true;
    }

    /// <summary>A run of all items makes what an earlier one left meaningless.</summary>
    public static void Forget(string? failed)
    {
        if (failed is not null)
        {
            File.Delete(failed + Extension);
            File.Delete(failed + DoneExtension);
        }
    }

    /// <summary>The new files take the place of the earlier ones. They stay open until all is done, so that no other run begins in between.</summary>
    public void Complete(long failedCount)
    {
        _isComplete = true;
        Earlier.Dispose();
        File.Delete(RunJournal.PathFor(_output));
        File.Move(_failed + Extension, _failed + DoneExtension, overwrite: true);
        File.Move(_output + Extension, _output, overwrite: true);
        File.Move(_failed + DoneExtension, _failed, overwrite: true);
        if (_done is not null)
        {
            using RunJournal journal = RunJournal.Begin(_output, _header, _done with { OutputBytes = Results.Length, FailedBytes = Failed.Length, Failed = failedCount });
            journal.Complete(isKept: true);
        }
    }

    public void Dispose()
    {
        Earlier.Dispose();
        Results.Dispose();
        Failed.Dispose();
        if (!_isComplete)
        {
            File.Delete(_failed + Extension);
            File.Delete(_output + Extension);
        }
    }

    private static LineOutput OpenNew(string path)
    {
        LineOutput file = LineOutput.Open(path + Extension, isLocked: true);
        file.CutTo(0);
        return file;
    }
}
