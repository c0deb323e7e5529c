using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Packages that are not what they say.</summary>
public sealed class AttackTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3];

    private readonly Intake _silo = new();

    public void Dispose() => _silo.Dispose();

    [Theory]
    [InlineData("../../evil.dll")]
    [InlineData("/tmp/evil.dll")]
    public void PathOutsideOfThePackage_IsRefused(string path)
    {
        var refused = Assert.Throws<CodeRefusedException>(() => _silo.Load(Manifest(path, ContentHash.Of(Content), 3), [Content]));
        Assert.Contains($"refuses a package with the file '{path}'", refused.Message, StringComparison.Ordinal);
        IsWrittenDown(_silo, refused);
    }

    [Fact]
    public void SameFileTwice_IsRefused()
    {
        PackageFile file = File("a.dll", ContentHash.Of(Content), 3);
        PackageManifest manifest = Manifest(file, File("A.DLL", file.Hash, 3));
        var refused = Assert.Throws<CodeRefusedException>(() => _silo.Load(manifest, [Content, Content]));
        Assert.Contains("is there twice", refused.Message, StringComparison.Ordinal);
        IsWrittenDown(_silo, refused);
    }

    [Fact]
    public void ManifestThatLiesAboutAHash_IsRefused_AndNothingIsKept()
    {
        string lie = ContentHash.Of([9]);
        var refused = Assert.Throws<CodeRefusedException>(() => _silo.Load(Manifest("a.dll", lie, 3), [Content]));
        Assert.Contains($"was announced as {ContentHash.Short(lie)} and is {ContentHash.Short(ContentHash.Of(Content))}", refused.Message, StringComparison.Ordinal);
        IsWrittenDown(_silo, refused);
        Assert.False(_silo.Store.Has(lie));
        Assert.False(_silo.Store.Has(ContentHash.Of(Content)));
    }

    [Fact]
    public void ManifestThatLiesAboutASize_IsRefused()
    {
        var refused = Assert.Throws<CodeRefusedException>(() => _silo.Load(Manifest("a.dll", ContentHash.Of(Content), 4), [Content]));
        Assert.Contains("its manifest says 4", refused.Message, StringComparison.Ordinal);
        IsWrittenDown(_silo, refused);
    }

    [Fact]
    public void TenGigabytes_AreRefusedBeforeAByteOfThem()
    {
        var header = new ContentHeader { Hash = ContentHash.Of([1]), Size = 10L << 30, Package = ContentHash.Of([2]), PackageBytes = 10L << 30, Largest = "model.onnx\n", LargestBytes = 9L << 30 };
        var refused = Assert.Throws<CodeRefusedException>(() => _silo.Contents.Open(Intake.Sender("pool"), header));
        Assert.Equal(
            "Package is 10240 MiB (limit of silo S: 1024); largest: model.onnx? 9216 MiB. Exclude it, put it in shared storage, or raise PoolSiloOptions.MaxPackageBytes (--code-max-package) there.",
            refused.Message);
        IsWrittenDown(_silo, refused);
        Assert.StartsWith("Package is 10240 MiB (limit of silo S: 1); largest: a.dll 10240 MiB. ", PackageCheck.ReasonAgainst(Manifest("a.dll", ContentHash.Of(Content), 10L << 30), Limits, "S"), StringComparison.Ordinal);
    }

    [Fact]
    public void MoreBytesThanWereAnnounced_AreRefused()
    {
        using var silo = new Intake();
        var header = new ContentHeader { Hash = ContentHash.Of(Content), Size = 2, Package = ContentHash.Of([2]), PackageBytes = 2 };
        IsWrittenDown(silo, Assert.Throws<CodeRefusedException>(() => silo.Contents.Open(Intake.Sender("pool"), header)!.Put(0, Content)));
        Assert.Throws<CodeRefusedException>(() => silo.Contents.Open(Intake.Sender("pool"), header)!.Put(int.MaxValue, Content));
        Assert.Equal(2, silo.Log.Of(7002).Count);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF")]
    public void NameThatIsNoHash_IsRefused(string name)
    {
        var header = new ContentHeader { Hash = name, Size = 2, Package = ContentHash.Of([2]), PackageBytes = 2 };
        var refused = Assert.Throws<CodeRefusedException>(() => _silo.Contents.Open(Intake.Sender("pool"), header));
        Assert.Contains("whose name or size is none", refused.Message, StringComparison.Ordinal);
        IsWrittenDown(_silo, refused);
    }

    [Fact]
    public void WhatIsNotThere_WhereItMustBe_IsRefused_AndWrittenDown()
    {
        Assert.ThrowsAny<Exception>(() => _silo.Contents.Open(Intake.Sender("pool"), new ContentHeader { Hash = null!, Size = 2, Package = null!, PackageBytes = 2 }));
        Assert.ThrowsAny<Exception>(() => _silo.Contents.Open(Intake.Sender("pool"), new ContentHeader { Hash = ContentHash.Of([1]), Size = 2, Package = ContentHash.Of([2]), PackageBytes = 2, Roots = null! }));
        Assert.Throws<CodeRefusedException>(() => _silo.Load(Manifest(null!, ContentHash.Of(Content), 3), [Content]));
        Assert.Throws<CodeRefusedException>(() => _silo.Load(Manifest((PackageFile)null!), [Content]));
        Assert.Equal(4, _silo.Log.Of(7002).Count);
    }

    [Fact]
    public void FunctionThatIsNotWhatItMustBe_IsRefused_AndWrittenDown()
    {
        using var silo = new Intake(CodePolicy.Signed);
        var ticket = new CodeTicket { Seal = new CodeSeal { Key = null!, Signature = default } };
        Assert.Throws<CodeRefusedException>(() => silo.Functions.Open(Intake.Sender("pool"), ticket, Content, false, CancellationToken.None));
        Assert.Throws<CodeRefusedException>(() => silo.Functions.Place(Intake.Sender("pool"), ticket, Content, false, CancellationToken.None));
        Assert.Throws<CodeRefusedException>(() => silo.Functions.Receive(Intake.Sender("pool"), ticket, Content, CancellationToken.None));
        Assert.ThrowsAny<Exception>(() => _silo.Functions.Open(Intake.Sender("pool"), new CodeTicket { Roots = null!, Package = "" }, Content, false, CancellationToken.None));
        Assert.ThrowsAny<Exception>(() => _silo.Functions.Receive(Intake.Sender("pool"), null, Content, CancellationToken.None));
        Assert.Equal((3, 2), (silo.Log.Of(7004).Count, _silo.Log.Of(7004).Count));
        Assert.Empty(_silo.Log.Of(7003));
    }

    [Fact]
    public void ClientThatSendsTooMuch_IsRefused()
    {
        for (byte sent = 0; sent < 4; sent++)
        {
            Assert.NotNull(_silo.Contents.Open(Intake.Sender("pool"), Header(sent)));
        }

        // However many pools it opens.
        string refusal = Assert.Throws<CodeRefusedException>(() => _silo.Contents.Open(Intake.Sender("another pool"), Header(4))).Message;
        Assert.Contains(refusal, Assert.Single(_silo.Log.Of(7002)), StringComparison.Ordinal);
        Assert.Contains("refuses more code of client: its 2 open pools have sent 1073741824 bytes and it offers 268435456 more (limit 1073741824)", refusal, StringComparison.Ordinal);
        Assert.NotNull(_silo.Contents.Open(Intake.Sender("pool of another", "another client"), Header(4)));

        _silo.Contents.Forget("pool");
        Assert.NotNull(_silo.Contents.Open(Intake.Sender("another pool"), Header(4)));

        static ContentHeader Header(byte number) => new() { Hash = ContentHash.Of([number]), Size = 256 << 20, Package = ContentHash.Of([9]), PackageBytes = 256 << 20 };
    }

    [Fact]
    public void ClientWithTooManyPackages_IsRefused()
    {
        using var silo = new Intake(clientPackages: 2);
        Assert.NotNull(silo.Contents.Open(Intake.Sender("a"), Header(1)));
        Assert.NotNull(silo.Contents.Open(Intake.Sender("b"), Header(2)));
        Assert.NotNull(silo.Contents.Open(Intake.Sender("c"), Header(1)));

        string refusal = Assert.Throws<CodeRefusedException>(() => silo.Contents.Open(Intake.Sender("c"), Header(3))).Message;
        Assert.Contains(refusal, Assert.Single(silo.Log.Of(7002)), StringComparison.Ordinal);
        Assert.Contains("refuses another code package of client: its 3 open pools use 2 (limit 2)", refusal, StringComparison.Ordinal);
        Assert.NotNull(silo.Contents.Open(Intake.Sender("d", "another client"), Header(3)));

        silo.Contents.Forget("b");
        Assert.NotNull(silo.Contents.Open(Intake.Sender("c"), Header(3)));

        static ContentHeader Header(byte number) => new() { Hash = ContentHash.Of([number]), Size = 2, Package = ContentHash.Of([9, number]), PackageBytes = 2 };
    }

    [Fact]
    public void Deployed_TakesNothing()
    {
        using var silo = new Intake(CodePolicy.Deployed);
        var header = new ContentHeader { Hash = ContentHash.Of(Content), Size = 3, Package = ContentHash.Of([2]), PackageBytes = 3 };
        IsWrittenDown(silo, Assert.Throws<CodeRefusedException>(() => silo.Contents.Open(Intake.Sender("pool"), header)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(silo.Folder));
    }

    [Fact]
    public void ProgramOfALaterRuntime_OrWithAFrameworkThatIsNotHere_IsRefused()
    {
        PackageManifest manifest = Manifest("a.dll", ContentHash.Of(Content), 3);
        Assert.StartsWith("App targets .NET 99; silo S runs .NET ", PackageCheck.ReasonAgainst(With(manifest, 99, []), Limits, "S"), StringComparison.Ordinal);
        Assert.Equal("App needs Not.There.App, which silo S lacks.", PackageCheck.ReasonAgainst(With(manifest, 10, ["Not.There.App"]), Limits, "S"));
    }

    private static void IsWrittenDown(Intake silo, CodeRefusedException refused) => Assert.Contains(silo.Log.Of(7002), line => line.Contains(refused.Message.ReplaceLineEndings(" "), StringComparison.Ordinal));

    private static CodeLimits Limits { get; } = new(1 << 20, 1 << 20, 4, 1, false);

    private static PackageManifest With(PackageManifest manifest, int runtime, string[] frameworks) =>
        new() { Version = 1, App = manifest.App, Files = manifest.Files, Runtime = runtime, Frameworks = frameworks };

    private static PackageFile File(string path, string hash, long size) => new() { Path = path, Hash = hash, Size = size };

    private static PackageManifest Manifest(string path, string hash, long size) => Manifest(File(path, hash, size));

    private static PackageManifest Manifest(params PackageFile[] files) => new() { Version = 1, App = "App", Files = files, Runtime = 10 };
}
