using OrleansPool.Silo.Page;

namespace OrleansPool.PageTests;

/// <summary>The token that a silo makes itself.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleanspool-page").FullName;

    [Fact]
    public void ReadOrCreate_MakesOneForItsOwnerAlone_AndKeepsIt()
    {
        string file = Path.Combine(_folder, "below", "token");
        string token = PageToken.ReadOrCreate(file);
        Assert.Equal(48, token.Length);
        Assert.Equal(token, PageToken.ReadOrCreate(file));
        Assert.NotEqual(token, PageToken.ReadOrCreate(Path.Combine(_folder, "other")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData("Bearer the right one!!!", true)]
    [InlineData("bearer the right one!!!", false)]
    [InlineData("the right one!!!", false)]
    [InlineData("Bearer ", false)]
    [InlineData(null, false)]
    public void Allows_OnlyTheWholeTokenWithItsScheme(string? header, bool isAllowed) => Assert.Equal(isAllowed, new PageToken("the right one!!!").Allows(header));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
