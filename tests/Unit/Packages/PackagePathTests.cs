using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Paths that leave their package.</summary>
public sealed class PackagePathTests
{
    [Theory]
    [InlineData("App.dll")]
    [InlineData("content/data/a b.txt")]
    [InlineData("native/linux-x64/libSkiaSharp.so")]
    [InlineData("content/.hidden")]
    public void Path_WithinThePackage_IsSafe(string path) => Assert.True(PackagePath.IsSafe(path));

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a/.")]
    [InlineData("..\\a")]
    [InlineData("C:/a")]
    [InlineData("a/ ..")]
    [InlineData("a/...")]
    [InlineData("a/b.")]
    [InlineData("a\0b")]
    public void Path_ThatMayLeaveIt_IsNot(string path) => Assert.False(PackagePath.IsSafe(path));
}
