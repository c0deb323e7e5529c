using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Files of a package that are not any more what they were when it was made.</summary>
public sealed class ContentSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-source-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("longer than it was")]
    [InlineData("one")]
    [InlineData(null)]
    public async Task Assembly_ThatWasRebuilt_IsNamed(string? now)
    {
        LocalFile file = NewFile("Lib.dll");
        Change(file.Path, now);
        Assert.Equal($"'{file.Path}' changed on disk since this process loaded it: it was rebuilt while running. Restart the client.", await RefusalOfAsync(file));
    }

    [Fact]
    public async Task IncludedFile_ThatChanged_IsNamed()
    {
        LocalFile file = NewFile("content/model.onnx");
        Change(file.Path, "other weights");
        Assert.Equal($"'{file.Path}' changed on disk since its package was made, and a silo needs it. Start the job again: that takes the file as it is now. "
            + "Workers start with what the pool was opened with: if it has an Initializer or Finalizer, open it anew.", await RefusalOfAsync(file));
    }

    [Fact]
    public async Task File_ThatIsAsItWas_IsSent()
    {
        LocalFile file = NewFile("Lib.dll");
        File.SetLastWriteTimeUtc(file.Path, DateTime.UtcNow.AddHours(1));
        List<byte> sent = [];
        await foreach (ReadOnlyMemory<byte> part in Source(file).PartsAsync(1 << 20, CancellationToken.None))
        {
            sent.AddRange(part.Span);
        }

        Assert.Equal("before"u8, sent.ToArray());
    }

    private LocalFile NewFile(string place)
    {
        string path = Path.Combine(_folder.FullName, Path.GetFileName(place));
        File.WriteAllText(path, "before");
        (string hash, long size) = FileHashes.Of(path);
        return new LocalFile(new PackageFile { Path = place, Hash = hash, Size = size }, path);
    }

    private static void Change(string path, string? text)
    {
        File.Delete(path);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }
    }

    private static ContentSource Source(LocalFile file) => new(
        new ContentHeader { Hash = file.File.Hash, Size = file.File.Size, Package = file.File.Hash, PackageBytes = file.File.Size },
        file.Open,
        file.Changed);

    private static async Task<string> RefusalOfAsync(LocalFile file) => (await Assert.ThrowsAsync<FunctionNotShippableException>(async () =>
    {
        await foreach (ReadOnlyMemory<byte> part in Source(file).PartsAsync(1 << 20, CancellationToken.None))
        {
            Assert.Fail($"{part.Length} bytes of a file that had changed were sent.");
        }
    })).Message;
}
