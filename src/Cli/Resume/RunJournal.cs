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

    /// <summary>Each record has all, so a file that is long is begun anew.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>What comes last when the run is complete.</summary>
    private static ReadOnlySpan<byte> End => "complete\n"u8;

    /// <summary>How much of the output is at most run again after a kill.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly string _output;
    private readonly string _path;
    private readonly RunHeader _header;
    private LineOutput _file;
    private long _written;

    private RunJournal(string output, RunHeader header, RunRecord record)
    {
        _output = output;
        _path = PathFor(output);
        _header = header;
        _file = Create(record, isFirst: true);
    }

    /// <summary>Whether it is time for a record.</summary>
    public bool IsDue => Stopwatch.GetElapsedTime(_written) >= Period;

    public static string PathFor(string output) => output + Extension;

    /// <summary>Two runs into one file would write over each other: a run has its journal open as long as it lives.</summary>
    /// <exception cref="ToolException">Another run writes that output.</exception>
    public static void ThrowIfInUse(string output)
    {
        try
        {
            if (File.Exists(PathFor(output)))
            {
                new FileStream(PathFor(output), FileMode.Open, FileAccess.Read, FileShare.None).Dispose();
            }
        }
        catch (IOException error)
        {
            throw LineOutput.InUse(output, error);
        }
    }

    /// <summary>Begins anew, with what earlier runs have done. From here on the output is this run's alone.</summary>
    /// <exception cref="ToolException">Another run writes that output.</exception>
    public static RunJournal Begin(string output, RunHeader header, DoneBefore done) =>
        new(output, header, RecordOf(done.Items, done.OutputBytes, done.FailedBytes, done.Failed, done.Print) with { IsUnchecked = done.Sample.Count > 0 });

    public static RunRecord RecordOf(ItemRanges items, long output, long failedBytes, long failed, InputPrint print) =>
        new(items.Below, items.Beyond, output, failedBytes, failed, print.Lines, print.Hash);

    public void Write(RunRecord record)
    {
        if (_file.Length > MaxLength)
        {
            // Held until the next is in its place: in between another run would take the output for nobody's. Windows replaces no file that is open.
            LineOutput last = _file;
            if (OperatingSystem.IsWindows())
            {
                last.Dispose();
            }

            _file = Create(record);
            last.Dispose();
        }
        else
        {
            Write(_file, record);
        }

        _written = Stopwatch.GetTimestamp();
    }

    /// <summary>The run is complete.</summary>
    /// <param name="isKept">Whether it may be repeated: then it stays, and says what the output is of. Else nothing is left to go on with.</param>
    public void Complete(bool isKept)
    {
        if (isKept)
        {
            _file.Waiting.Add(End);
            _file.Flush();
        }

        if (isKept)
        {
            Dispose();
        }
        else
        {
            Remove();
        }
    }

    /// <summary>It says nothing that is of use.</summary>
    public void Remove()
    {
        Dispose();
        File.Delete(_path);
    }

    /// <summary>Whether a run to that output was interrupted.</summary>
    public static bool IsInterrupted(string output)
    {
        string path = PathFor(output);
        return File.Exists(path) && !File.ReadAllBytes(path).AsSpan().EndsWith(End);
    }

    /// <summary>Whether an output is a file that can be continued: no device and no pipe.</summary>
    public static bool CanBeFor(string output, LineOutput opened) =>
        opened.CanSeek && !LineOutput.IsDevice(output);

    public void Dispose() => _file.Dispose();

    private static void Write<T>(LineOutput file, T line)
    {
        file.Waiting.Add(JsonSerializer.SerializeToUtf8Bytes(line, ToolJson.Plain));
        file.Waiting.EndLine();
        file.Flush();
    }

    /// <summary>The one that is there stays whole until this one is.</summary>
    private LineOutput Create(RunRecord record, bool isFirst = false)
    {
        string next = _path + ".next";
        LineOutput file = LineOutput.Open(next, name: _path, isLocked: true);
        file.CutTo(0);
        try
        {
            if (isFirst)
            {
                // Of two runs that begin in the same moment the other has either this one, or the one that is there.
                ThrowIfInUse(_output);
            }

            Write(file, _header);
            Write(file, record);
            File.Move(next, _path, overwrite: true);
            return file;
        }
        catch (Exception error)
        {
            file.Dispose();
            throw error is IOException or UnauthorizedAccessException
                ? new ToolException(ToolExit.FileTrouble, $"{_path} cannot be written: {OneLine.Sentence(error.Message)} It is needed beside the output, for --resume.", error)
                : error;
        }
    }
}
