using System.Runtime.Versioning;
using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Contents on disk: whole or not at all, checked, and removed when there are too many.</summary>
public sealed class ContentStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-store-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Content_IsThereUnderItsName_ForEverySiloOfTheMachine()
    {
        using ContentStore store = New();
        string hash = Add(store, 100);
        using ContentStore other = New();
        Assert.True(other.Has(hash));
        Assert.Equal(new byte[100], other.Read(hash));
    }

    [Fact]
    public void File_ThatWasChanged_IsRefusedAndRemoved()
    {
        using ContentStore store = New();
        string hash = Add(store, 100);
        File.WriteAllText(Path.Combine(_folder.FullName, "contents", hash), "evil");
        Assert.Throws<ContentLostException>(() => store.CopyTo(hash, Path.Combine(store.OwnFolder, "a.dll")));
        Assert.False(store.Has(hash));
        Assert.False(File.Exists(Path.Combine(store.OwnFolder, "a.dll")));
    }

    [Fact]
    public void Link_InThePlaceOfAContent_IsRefused()
    {
        using ContentStore store = New();
        string hash = Add(store, 100);
        string path = Path.Combine(_folder.FullName, "contents", hash);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/etc/hostname");
        Assert.Throws<ContentLostException>(() => store.Read(hash));
    }

    [Fact]
    public void WhatWasUsedLeastRecently_IsRemoved_ButNothingInUse()
    {
        using ContentStore store = New(maxBytes: 250);
        string held = Add(store, 101);
        store.Hold([held]);
        string second = Add(store, 102);
        string third = Add(store, 103);
        Assert.Equal((true, false, true), (store.Has(held), store.Has(second), store.Has(third)));

        store.LetGo([held]);
        Add(store, 200);
        Assert.False(store.Has(held));
    }

    [Fact]
    public void WhatIsLaidOut_AndWhatIsAboutToBe_CountsToo()
    {
        using ContentStore store = New(maxBytes: 250);
        string hash = Add(store, 100);
        using (store.Reserve(100))
        {
            store.CopyTo(hash, Path.Combine(store.OwnFolder, "a.dll"));
        }

        using (store.Reserve(101))
        {
            // The content that nobody uses went for it, and its copy stays.
            Assert.False(store.Has(hash));
            Assert.Throws<FolderFullException>(() => store.NewFile(50));
        }

        store.NewFile(50).Dispose();
    }

    [Fact]
    public void WhatAKilledSiloLeft_IsRemovedByTheNext_AndItsOwnWithItself()
    {
        string left = Path.Combine(_folder.FullName, $"live-{int.MaxValue}-0");
        Directory.CreateDirectory(left);
        using (ContentStore store = New())
        {
            Add(store, 1);
            Assert.False(Directory.Exists(left));
            Assert.True(Directory.Exists(store.OwnFolder));
        }

        Assert.Empty(Directory.EnumerateDirectories(_folder.FullName, "live-*"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void WhatItMakes_IsForNobodyElse()
    {
        string folder = Path.Combine(_folder.FullName, "code");
        using var store = new ContentStore(folder, 1 << 20);
        Add(store, 1);
        store.CopyTo(ContentHash.Of(new byte[1]), Path.Combine(store.OwnFolder, "deep", "a.dll"));
        string[] made = [folder, .. Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)];
        Assert.Equal(4, made.Length);
        Assert.All(made, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path)));
        Assert.Null(CodeFolder.ReasonAgainst(folder));
    }

    [Theory]
    [InlineData("0755", true)]
    [InlineData("0750", true)]
    [InlineData("0775", false)]
    [InlineData("1777", false)]
    [UnsupportedOSPlatform("windows")]
    public void FolderThatOthersMayWrite_IsRefused(string mode, bool isAccepted)
    {
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)Convert.ToInt32(mode, 8));
        Assert.Equal(
            isAccepted ? null : $"CodeFolder {_folder.FullName} can be written by others than its owner (mode {mode.TrimStart('0')}). Let nobody else write there (chmod 700), or name one that does not exist yet, which the silo makes for itself (--code-folder).",
            CodeFolder.ReasonAgainst(_folder.FullName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void FolderThatASiloMade_AndThatAMountOpenedToItsGroup_IsClosedAgain()
    {
        const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;
        string folder = Path.Combine(_folder.FullName, "code");
        using var store = new ContentStore(folder, 1 << 20);
        Add(store, 1);
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | Group);
        Assert.Null(CodeFolder.ReasonAgainst(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public void FolderThatCannotBeMade_IsRefusedAtOnce()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");
        string reason = Assert.IsType<string>(CodeFolder.ReasonAgainst(Path.Combine(file, "code")));
        Assert.StartsWith($"CodeFolder {file}/code cannot be made: ", reason, StringComparison.Ordinal);
        Assert.EndsWith("Name one that the silo may write to (--code-folder).", reason, StringComparison.Ordinal);
    }

    private ContentStore New(long maxBytes = 1 << 20) => new(_folder.FullName, maxBytes);

    private static string Add(ContentStore store, int bytes)
    {
        FileStream file = store.NewFile(bytes);
        file.Write(new byte[bytes]);
        string hash = ContentHash.Of(new byte[bytes]);
        store.Add(hash, file);
        return hash;
    }
}
