using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Secrets that clients and silos have in common.</summary>
public sealed class CodeKeyTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly byte[] Function = [1, 2, 3];
    private static readonly string Package = ContentHash.Of([1]);
    private static readonly string Other = ContentHash.Of([2]);

    [Theory]
    [InlineData("ci-2026:" + Secret, "ci-2026")]
    [InlineData("  " + Secret + "\n", "3eb73b24")]
    [InlineData("not a name:" + Secret, "d5d9e9ab")]
    public void Key_HasTheNameThatItWasGiven_OrOneOfItsHash(string text, string name)
    {
        CodeKey key = CodeKey.Parse(text, out string? error)!;
        Assert.Null(error);
        Assert.Equal(name.Length, key.Name.Length);
        Assert.Equal(text.StartsWith("ci", StringComparison.Ordinal), key.Name == "ci-2026");
        Assert.DoesNotContain(Secret[..8], key.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("name:0123456789")]
    public void ShortSecret_IsRefused_WithoutBeingShown(string text)
    {
        Assert.Null(CodeKey.Parse(text, out string? error));
        Assert.Contains("at least 16", error, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Signature_IsForOneFunctionInOnePackage()
    {
        CodeKey key = CodeKey.Parse(Secret, out _)!;
        ReadOnlyMemory<byte> signature = key.SealFunction(Package, Function).Signature;
        Assert.True(key.VerifiesFunction(Package, Function, signature.Span));
        Assert.False(key.VerifiesFunction(Other, Function, signature.Span));
        Assert.False(key.VerifiesFunction(null, Function, signature.Span));
        Assert.False(key.VerifiesFunction(Package, [1, 2, 4], signature.Span));
        Assert.False(key.VerifiesPackage(Package, signature.Span));
        Assert.False(key.VerifiesFunction(Package, Function, []));
        Assert.False(CodeKey.Parse("another secret that is long", out _)!.VerifiesFunction(Package, Function, signature.Span));
    }
}
