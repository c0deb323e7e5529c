using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using System.Text;
using OrleansPool.Failures;
using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Failures;

/// <summary>Inputs in one line.</summary>
public sealed class PreviewTests
{
    private const int Cases = 2000;

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "plain", "\"plain\"" },
        { "say \"x\\y\"\r\n\t\0", """
            "say \"x\\y\"\r\n\t\u0000"
            """ },
        { 'x', "'x'" },
        { '\'', @"'\''" },
        { '\u2028', @"'\u2028'" },
        { true, "true" },
        { -12, "-12" },
        { 1.5, "1.5" },
        { 1.5m, "1.5" },
        { double.NaN, "NaN" },
        { DayOfWeek.Friday, "Friday" },
        { new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2026-01-02T03:04:05.0000000Z" },
        { TimeSpan.FromSeconds(1.5), "00:00:01.5000000" },
        { Guid.Empty, "00000000-0000-0000-0000-000000000000" },
        { new BigInteger(17), "17" },
        { BigInteger.One << 1_000_000, "an integer of 1000001 bits" },
        { new Uri("https://example.org/a b"), "https://example.org/a b" },
        { typeof(List<int>), "System.Collections.Generic.List<System.Int32>" },
        { (1, "a"), "(1, \"a\")" },
        { Tuple.Create(1, 2, 3), "(1, 2, 3)" },
        { (1, 2, 3, 4, 5, 6, 7, 8, 9), "(1, 2, 3, 4, 5, 6, 7, 8, 9)" },
        { new[] { 1, 2, 3 }, "(3) [1, 2, 3]" },
        { Array.Empty<int>(), "(0) []" },
        { new int[2, 2], "(4) [0, 0, 0, 0]" },
        { Enumerable.Range(0, 1000).ToArray(), "(1000) [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]" },
        { new byte[100_000_000], "(100000000) [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …]" },
        { new List<string> { "a" }, "(1) [\"a\"]" },
        { new HashSet<int> { 5 }, "(1) [5]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "(1) [\"a\": 1]" },
        { ImmutableArray.Create(1, 2), "(2) [1, 2]" },
        { default(ImmutableArray<int>), "…" },
        { new ReadOnlyCollection<int>([7]), "(1) [7]" },
        { new Point { X = 1, Y = -2 }, "Point { X = 1, Y = -2 }" },
        { new Order(3, [new Point { X = 1 }], null), "Order { Id = 3, Points = (1) [Point { X = 1, Y = 0 }], Note = null }" },
        { new { A = 1, B = "b" }, "{ A = 1, B = \"b\" }" },
        { new Point[] { new() { X = 4 } }, "(1) [Point { X = 4, Y = 0 }]" },
        { new Empty(), "Empty" },
        { new Hostile(), "Hostile { Value = 1 }" },
        { new MemoryStream(), "System.IO.MemoryStream" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Of_AValue_ShowsIt(object? value, string expected) => Assert.Equal(expected, Preview.Of(value));

    [Fact]
    public void Of_AQuery_DoesNotRunIt() => Assert.Contains("Iterator<", Preview.Of(Enumerable.Range(0, 5).Select(_ => Fail())));

    [Fact]
    public void Of_NoInput_IsNull() => Assert.Null(Preview.Of(default(Unit)));

    [Fact]
    public void Of_ALongText_IsCutWithAnEllipsis()
    {
        Assert.Equal('"' + new string('x', 198) + '…', Preview.Of(new string('x', 100_000_000)));
        Assert.Equal('"' + new string('x', 198) + '"', Preview.Of(new string('x', 198)));
        Assert.Equal($"(1, \"{new string('x', 60)}…\", 2)", Preview.Of((1, new string('x', 1000), 2)));
    }

    [Fact]
    public void Of_ASurrogatePairAtTheCut_IsNotHalved()
    {
        for (int before = 190; before <= 200; before++)
        {
            AssertGood(Preview.Of(new string('x', before) + "😀😀😀"));
        }
    }

    [Fact]
    public void Of_ACycle_Ends()
    {
        var first = new Node { Name = "first" };
        first.Next = new Node { Name = "second", Next = first };
        Assert.StartsWith("Node { Name = \"first\", Next = Node { Name = \"second\", Next = Node {", Preview.Of(first));
        var list = new List<object>();
        list.AddRange([list, list]);
        AssertGood(Preview.Of(list));
    }

    [Fact]
    public void Of_ACollectionThatChangesMeanwhile_ShowsWhatItCan()
    {
        var busy = new List<int>(Enumerable.Range(0, 100));
        using var stop = new CancellationTokenSource();
        var changing = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                busy.Add(1);
                busy.Clear();
            }
        });
        changing.Start();
        for (int at = 0; at < Cases; at++)
        {
            AssertGood(Preview.Of(busy));
        }

        stop.Cancel();
        changing.Join();
    }

    [Fact]
    public void Of_InAnyCulture_IsTheSame()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("(1.5, -3)", Preview.Of((1.5, -3)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Of_AnyValue_IsOneLineOfAtMost200Characters()
    {
        for (int seed = 0; seed < Cases; seed++)
        {
            AssertGood(Preview.Of(Any(new Random(seed), 0)));
        }
    }

    [Fact]
    public void OfLarge_TellsTypeAndSize() => Assert.Equal("System.Byte[] of 5000000 bytes", Preview.OfLarge(typeof(byte[]), 5_000_000));

    private static void AssertGood(string? preview)
    {
        Assert.NotNull(preview);
        Assert.InRange(preview.Length, 1, Preview.MaxLength);
        Assert.DoesNotContain(preview, one => char.IsControl(one) || one is '\u2028' or '\u2029');

        // Throws for half a surrogate pair.
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(preview);
    }

    private static object? Any(Random random, int depth) => random.Next(depth > 3 ? 7 : 12) switch
    {
        0 => null,
        1 => random.Next(),
        2 => random.NextDouble(),
        3 => Text(random, random.Next(300)),
        4 => (char)random.Next(0x10000),
        5 => new Hostile(),
        6 => (DayOfWeek)random.Next(9),
        7 => Enumerable.Range(0, random.Next(15)).Select(_ => Any(random, depth + 1)).ToArray(),
        8 => Enumerable.Range(0, random.Next(15)).ToDictionary(at => at, _ => Any(random, depth + 1)),
        9 => (Any(random, depth + 1), Any(random, depth + 1)),
        10 => new Node { Name = Text(random, random.Next(20)), Content = Any(random, depth + 1) },
        _ => new { First = Any(random, depth + 1), Second = Any(random, depth + 1) },
    };

    private static string Text(Random random, int length) => new([.. Enumerable.Range(0, length).Select(_ => (char)random.Next(0x10000))]);

    private static int Fail() => throw new InvalidOperationException("A query is not to be run.");

    private struct Point
    {
        public int X { get; set; }

        public int Y { get; set; }
    }

    private sealed record Order(int Id, List<Point> Points, string? Note);

    private sealed class Empty;

    private sealed class Node
    {
        public string? Name { get; set; }

        public Node? Next { get; set; }

        public object? Content { get; set; }
    }

    /// <summary>A type whose own members must not be called.</summary>
    private sealed class Hostile : List<int>, IFormattable
    {
        public int Value { get; } = 1;

        public override string ToString() => throw new InvalidOperationException();

        public override bool Equals(object? obj) => throw new InvalidOperationException();

        public override int GetHashCode() => throw new InvalidOperationException();

        string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => throw new InvalidOperationException();
    }
}
