using System.Text;
using CsCheck;
using OrleansPool.Cli.Lines;

namespace OrleansPool.CliTests.Lines;

/// <summary>Lines are the same however they come, and their print is that of the first of them.</summary>
public sealed class LineReaderTests
{
    [Fact]
    public void Lines_AreTheSame_HoweverTheyCome() => Gen.Select(Gen.String["ab\n\r ,"].Array[0, 40], Gen.Int[1, 7]).Sample((parts, size) =>
    {
        string text = string.Concat(parts);
        List<string> lines = [];
        var reader = new LineReader(new SlowStream(Encoding.UTF8.GetBytes(text), size));
        while (reader.Read())
        {
            lines.Add(Encoding.UTF8.GetString(reader.Line));
        }

        string[] expected = text.Split('\n');
        Assert.Equal(
            (expected[^1].Length == 0 ? expected[..^1] : expected).Select((line, at) => line.EndsWith('\r') ? line[..^1] : line),
            lines);
        Assert.Equal(lines.Count, reader.Number);
    });

    [Fact]
    public void Print_IsThatOfTheFirstLines_HoweverTheyCome() => Gen.Select(Gen.Int[0, 100], Gen.Int[1, 9], Gen.Bool).Sample((count, size, endsLine) =>
    {
        string text = string.Join('\n', Enumerable.Range(0, count)) + (endsLine && count > 0 ? "\n" : "");
        InputPrint whole = PrintOf(text, text.Length + 1);
        Assert.Equal(count, whole.Lines);
        Assert.Equal(whole, PrintOf(text, size));
        Assert.Equal(whole, PrintOf(text.TrimEnd('\n'), size));
        if (count > 0)
        {
            Assert.NotEqual(whole.Hash, PrintOf("x" + text, size).Hash);
        }
    });

    [Fact]
    public void LongLine_IsWhole()
    {
        byte[] bytes = new byte[3 << 20];
        Array.Fill(bytes, (byte)'x');
        var reader = new LineReader(new MemoryStream([.. bytes, (byte)'\n', (byte)'y']));

        Assert.True(reader.Read());
        Assert.Equal(bytes.Length, reader.Line.Length);
        Assert.True(reader.Read());
        Assert.Equal("y"u8, reader.Line);
        Assert.False(reader.Read());
    }

    private static InputPrint PrintOf(string text, int size)
    {
        using var prints = new InputPrints();
        var reader = new LineReader(new SlowStream(Encoding.UTF8.GetBytes(text), size), prints: prints);
        while (reader.Read())
        {
            continue;
        }

        return prints.Last;
    }

    private sealed class SlowStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(size, count));
    }
}
