using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>No room for what arrives: it is asked for again, and a job that comes later does not find what went wrong for an earlier one.</summary>
public sealed class DiskFullTests
{
    private static readonly byte[] Content = [1, 2, 3];
    private static readonly PackageManifest Manifest = new()
    {
        Version = 1,
        App = "App",
        Runtime = 10,
        Files = [new PackageFile { Path = "a.dll", Hash = ContentHash.Of(Content), Size = 3 }],
    };

    private int _full;

    [Fact]
    public void FullDisk_IsTriedThreeTimesMore_AndNamedWithWhatIsFree()
    {
        using var silo = new Intake(newFile: NewFile);
        _full = int.MaxValue;
        var refused = Assert.Throws<CodeRefusedException>(() => silo.Load(Manifest, [Content]));
        Assert.Matches($@"^Silo S could not keep package [0-9a-f]{{8}}… \(disk full: [0-9]+ MiB free in {silo.Folder}\)\. Free space, or name another folder \(--code-folder\)\.$", refused.Message);
        Assert.Equal(3, silo.Asked);
        Assert.All(silo.Log.Of(7002), line => Assert.Contains(refused.Message, line, StringComparison.Ordinal));
        Assert.NotEmpty(silo.Log.Of(7002));
        Assert.Empty(Directory.EnumerateFiles(silo.Store.OwnFolder));
    }

    [Fact]
    public void DiskThatHasRoomAgain_TakesThePackage()
    {
        using var silo = new Intake(newFile: NewFile);
        _full = 2;
        Assert.Equal(Content, File.ReadAllBytes(Path.Combine(silo.Load(Manifest, [Content]).Place.Folder, "a.dll")));
        Assert.Equal(2, silo.Asked);
    }

    [Fact]
    public void FolderThatHasAsMuchAsItMay_TakesNothingMore_AndSaysSo()
    {
        using var silo = new Intake(folderBytes: 1 << 20);
        Assert.NotNull(silo.Contents.Open(Intake.Sender("pool"), Header(1, 700 << 10)));
        var refused = Assert.Throws<CodeRefusedException>(() => silo.Contents.Open(Intake.Sender("pool"), Header(2, 400 << 10)));
        Assert.EndsWith(
            $"0.39 MiB more do not fit into {silo.Folder}, which has 0.68 MiB that are in use (limit 1). Close pools, or raise PoolSiloOptions.MaxCodeFolderBytes (--code-max-folder) there.",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Contains(refused.Message, Assert.Single(silo.Log.Of(7002)), StringComparison.Ordinal);
        Assert.NotNull(silo.Contents.Open(Intake.Sender("pool"), Header(3, 200 << 10)));

        static ContentHeader Header(byte number, long size) => new() { Hash = ContentHash.Of([number]), Size = size, Package = ContentHash.Of([9]), PackageBytes = size };
    }

    private FileStream NewFile(string path) =>
        _full-- > 0 ? new FullFile(path) : new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
}
