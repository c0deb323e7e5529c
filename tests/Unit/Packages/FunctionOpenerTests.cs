using OrleansPool.Functions;
using OrleansPool.Packages;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Packages;

/// <summary>What the process of a worker makes of what its silo has let in.</summary>
public sealed class FunctionOpenerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-opener-");

    [Fact]
    public void Package_ThatWasChangedOnDisk_IsNotLoaded()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.txt"), "other");
        var file = new PackageFile { Path = "a.txt", Hash = ContentHash.Of("one"u8), Size = 3 };
        var manifest = new PackageManifest { Version = 1, App = "App", Files = [file], Runtime = 10 };
        var place = new PackagePlace { Name = new string('0', 64), Folder = _folder.FullName, Manifest = manifest, IsCollectible = false };
        var refused = Assert.Throws<CodeRefusedException>(() => new FunctionOpener("S").Open(new CodePlace { Package = place }, Function()));
        Assert.Contains("'a.txt' was changed on its disk", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_OfAnAssemblyThatIsNotListed_IsRefused()
    {
        Assert.Throws<FunctionNotFoundException>(() => new FunctionOpener("S").Open(new CodePlace { Listed = [] }, Function()));
    }

    [Fact]
    public void Function_OfAListedAssembly_IsDecoded()
    {
        string name = typeof(FunctionOpenerTests).Assembly.FullName!;
        OpenedFunction opened = new FunctionOpener("S").Open(new CodePlace { Listed = [name] }, Function());
        Assert.Equal(8, ((PoolFunction<int, int>)opened.Function).Invoke(7, default));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ReadOnlyMemory<byte> Function() => FunctionCodec.Encode(new SyncFunction<int, int>(new TestCall<int, int>(x => x + 1))).Bytes;
}
