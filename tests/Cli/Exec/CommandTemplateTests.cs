using CsCheck;
using OrleansPool.Cli.Exec;

namespace OrleansPool.CliTests.Exec;

/// <summary>Places in a command line, filled.</summary>
public sealed class CommandTemplateTests
{
    [Theory]
    [InlineData("{}", "a/b.c.d", "a/b.c.d")]
    [InlineData("{/}", "a/b.c.d", "b.c.d")]
    [InlineData("{//}", "a/b.c.d", "a")]
    [InlineData("{//}", "b", ".")]
    [InlineData("{//}", "/b", "/")]
    [InlineData("{.}", "a/b.c.d", "a/b.c")]
    [InlineData("{.}", "a.x/b", "a.x/b")]
    [InlineData("{.}", "a/.hidden", "a/.hidden")]
    [InlineData("{/.}", "a/b.c.d", "b.c")]
    [InlineData("{#}", "x", "7")]
    [InlineData("{}{#}{/}", "a/b", "a/b7b")]
    [InlineData("{{}}", "x", "{x}")]
    [InlineData("{", "x", "{")]
    [InlineData("{?}", "x", "{?}")]
    [InlineData("{}", "{/}{%}{}", "{/}{%}{}")]
    public void Place_IsFilled(string word, string input, string result) =>
        Assert.Equal(result, string.Join("SLOT", new CommandTemplate([word, "{}"]).Fill(input, 7)[0]));

    [Fact]
    public void Slot_IsLeftToTheSilo() => Assert.Equal(["a", "{%}b", ""], new CommandTemplate(["a{%}{}{%}"]).Fill("{%}b", 1)[0]);

    [Fact]
    public void WithoutPlaces_TheInputComesLast() => Assert.Equal(["gzip", "-9", "x y"], new CommandTemplate(["gzip", "-9"]).Fill("x y", 1).Select(pieces => pieces.Single()));

    [Fact]
    public void Input_IsNeverLookedInto() => Gen.String.Sample(input =>
        Assert.Equal($"<{input}>", new CommandTemplate(["p", "<{}>"]).Fill(input, 1)[1].Single()));
}
