namespace OrleansPool.UnitTests.Packages;

/// <summary>A file on a disk that is full: it can be made, and nothing can be written.</summary>
internal sealed class FullFile : FileStream
{
    public FullFile(string path)
        : base(LinkAt(path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
    {
    }

    public override void SetLength(long value)
    {
        // A device has no length.
    }

    private static string LinkAt(string path)
    {
        File.CreateSymbolicLink(path, "/dev/full");
        return path;
    }
}
