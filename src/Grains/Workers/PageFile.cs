using System.IO.MemoryMappedFiles;

namespace OrleansPool.Workers;

/// <summary>A page of memory that two processes map: a few words. It stays mapped for as long as somebody has it at hand.</summary>
internal sealed unsafe class PageFile
{
    private const int Size = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _words;

    private PageFile(MemoryMappedFile file)
    {
        // Both end with this object, by their own finalizers.
        _file = file;
        _view = file.CreateViewAccessor(0, Size);
        _words = (long*)(_view.SafeMemoryMappedViewHandle.DangerousGetHandle() + (nint)_view.PointerOffset);
    }

    public static PageFile Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(path, options))
        {
            file.SetLength(Size);
        }

        return Open(path);
    }

    public static PageFile Open(string path) => new(MemoryMappedFile.CreateFromFile(
        new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete),
        null,
        Size,
        MemoryMappedFileAccess.ReadWrite,
        HandleInheritability.None,
        leaveOpen: false));

    public long Read(int word)
    {
        long value = Volatile.Read(ref _words[word]);
        GC.KeepAlive(this);
        return value;
    }

    /// <summary>Writes, and is seen before anything that follows.</summary>
    public void Write(int word, long value)
    {
        Interlocked.Exchange(ref _words[word], value);
        GC.KeepAlive(this);
    }

    /// <summary>Replaces one value by another. False: the word has a third.</summary>
    public bool TryReplace(int word, long value, long expected)
    {
        bool isReplaced = Interlocked.CompareExchange(ref _words[word], value, expected) == expected;
        GC.KeepAlive(this);
        return isReplaced;
    }

    /// <summary>Unmaps it now. Only where nobody else has it.</summary>
    public void Discard()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
