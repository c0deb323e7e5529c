using System.Text;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Payloads;

public sealed class TextFrameTests
{
    public static TheoryData<string?> Texts =>
    [
        null, "", "a", "\0", "naïve", "日本語", "👍🏽", "\ud800", "half \udc00 pair", "\udc00\ud800", new string('x', 5_000), new string('é', 5_000), new string('語', 50_000) + "\ud83d",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_ComesBackAsItWas(string? text)
    {
        var buffer = new BlockBuffer();
        buffer.Append(3);
        TextFrame.Write(text, buffer);
        Assert.Equal(text, TextFrame.Read(buffer.Written[3..]));
    }

    [Fact]
    public void Text_TakesTheBytesOfUtf8AndOneMore()
    {
        var buffer = new BlockBuffer();
        TextFrame.Write("naïve", buffer);
        Assert.Equal(Encoding.UTF8.GetByteCount("naïve") + 1, buffer.Length);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 65 })]
    [InlineData(new byte[] { 65, 0xFD })]
    [InlineData(new byte[] { 65, 0xFE })]
    [InlineData(new byte[] { 65, 0xFF, 0 })]
    [InlineData(new byte[] { 65, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xC3, 0xFF })]
    public void Read_OfWhatIsNoText_SaysSo(byte[] bytes) => Assert.Throws<InvalidDataException>(() => TextFrame.Read(bytes));
}
