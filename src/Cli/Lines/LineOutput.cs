using Microsoft.Win32.SafeHandles;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Lines;

/// <summary>Where lines are written: a file, or standard output. Whole lines only, as far as the disk has room.</summary>
internal sealed class LineOutput : IDisposable
{
    private const int StandardOutput = 1;
    private const int BrokenPipe = 32;
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    /// <summary>Only without any share is a file locked on Unix, and only with this one can an open file be moved on Windows.</summary>
    private static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    private readonly Stream _stream;
    private readonly string _name;
    private bool _isBroken;

    private LineOutput(Stream stream, string name, string? path)
    {
        _stream = stream;
        _name = name;
        Path = path;
    }

    /// <summary>The file; null for standard output.</summary>
    public string? Path { get; }

    /// <summary>Whether it has places to go back to, as a file.</summary>
    public bool CanSeek => _stream.CanSeek;

    /// <summary>What waits to be written.</summary>
    public LineBuffer Waiting { get; } = new();

    /// <summary>How many bytes the file has.</summary>
    public long Length { get; private set; }

    /// <summary>Opens it, and leaves what it has as it is until <see cref="CutTo"/>: another run may be writing it.</summary>
    /// <param name="path">The file, or null for standard output.</param>
    /// <param name="name">What it is called, when it is to be moved there.</param>
    /// <param name="isLocked">Whether nobody else may have it open.</param>
    /// <exception cref="ToolException">It cannot be opened, or another run has it open alone.</exception>
    public static LineOutput Open(string? path, string? name = null, bool isLocked = false)
    {
        if (path is null)
        {
            return new LineOutput(ToolStreams.Current.OpenOutput(), "Standard output", null);
        }

        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, isLocked ? Alone : FileShare.Read | FileShare.Delete, bufferSize: 0);
            return new LineOutput(file, name ?? path, path);
        }
        catch (IOException error) when (error.HResult is LockedOnLinux or LockedOnMac or LockedOnWindows)
        {
            throw InUse(name ?? path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CannotWrite(path, error);
        }
    }

    /// <summary>The same for a file that no other run may write meanwhile, but anybody may read. Windows keeps writers out by itself.</summary>
    /// <exception cref="ToolException">It cannot be opened, or another run writes it.</exception>
    public static LineOutput OpenAlone(string path)
    {
        LineOutput opened = Open(path);
        try
        {
            if (OperatingSystem.IsLinux() && opened is { CanSeek: true, _stream: FileStream file } && !IsDevice(path))
            {
                // Of a kind that only those see who ask for it.
                file.Lock(0, long.MaxValue);
            }

            return opened;
        }
        catch (IOException error)
        {
            opened.Dispose();
            throw InUse(path, error);
        }
    }

    /// <summary>Whether a path is a device, of which many may write one.</summary>
    public static bool IsDevice(string path) =>
        System.IO.Path.GetFullPath(path) is var full && full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <param name="path">A file that another run writes.</param>
    /// <param name="error">By which that showed.</param>
    public static ToolException InUse(string path, Exception error) =>
        new(ToolExit.FileTrouble, $"{path} is written by another run. Wait until it has ended, or stop it.", error);

    /// <summary>Keeps so many bytes of a file, and goes on after them.</summary>
    /// <exception cref="ToolException">It cannot be cut.</exception>
    public void CutTo(long kept)
    {
        try
        {
            if (_stream is FileStream { CanSeek: true } file && Path is not null)
            {
                if (file.Length != kept)
                {
                    file.SetLength(kept);
                }

                file.Position = kept;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(_name, error);
        }

        Length = kept;
    }

    /// <summary>Writes what waits; nothing more once that has failed.</summary>
    /// <exception cref="ToolException">It cannot be written. What could be is there, up to the last whole line.</exception>
    public void Flush()
    {
        if (Waiting.Length == 0 || _isBroken)
        {
            return;
        }

        try
        {
            _stream.Write(Waiting.Written);
        }
        catch (Exception error) when (error is IOException or ArgumentOutOfRangeException)
        {
            // The latter when the file may not be longer: by a limit, a quota, or its file system.
            _isBroken = true;
            KeepWholeLines();
            throw Explain(error);
        }

        Length += Waiting.Length;
        Waiting.Clear();
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>The console's own stream hides that a pipe was closed; a plain one writes to a file that others write to as well at a place of its own.</summary>
    public static Stream OpenStandardOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            var plain = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!plain.CanSeek)
            {
                return plain;
            }
        }

        return Console.OpenStandardOutput();
    }

    private void KeepWholeLines()
    {
        if (Path is null || _stream is not FileStream { CanSeek: true } file || file.Length <= Length)
        {
            return;
        }

        int written = (int)Math.Min(file.Length - Length, Waiting.Length);
        Length += Waiting.Written[..written].LastIndexOf((byte)'\n') + 1;
        file.SetLength(Length);
    }

    private static ToolException CannotWrite(string path, Exception error) =>
        new(ToolExit.FileTrouble, $"{path} cannot be written: {OneLine.Sentence(error.Message)} Check the folder and its permissions.", error);

    private ToolException Explain(Exception error) => error.HResult == BrokenPipe || error.Message.Contains("Broken pipe", StringComparison.Ordinal)
        ? new(ToolExit.ClosedPipe, $"{_name} was closed by whoever read it, so this ended there.", error)
        : new(ToolExit.FileTrouble, $"{_name} cannot be written: {OneLine.Sentence(error.Message.Split([" : ", " (Parameter"], StringSplitOptions.None)[0])} {(Path is null ? "" : "What was written before is whole. ")}Make room, or write elsewhere.", error);
}
