using CsCheck;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Payloads;

/// <summary>Strings arrive as they are, also those that are not well-formed UTF-16.</summary>
public sealed class TextTests
{
    private const string Half = "a\uD83Db";

    private static readonly string[] Texts =
    [
        "", "a", "ä€😀", "\uD83D", "\uDE00", Half, "\uDE00\uD83D", "😀\uD83D", "\uD83D😀", "\uFFFD", "\0",
        new string('x', 10_000) + "\uDC00", "😀".PadLeft(5000, '€'),
    ];

    // By place: test runners do not tell such texts apart.
    public static TheoryData<int> Places => [.. Enumerable.Range(0, Texts.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Text_Anywhere_ArrivesAsItIs(int place)
    {
        string text = Texts[place];
        Same(text, Blocks.Trip(text));
        Same(text, (string)Blocks.Trip<object>(text));
        Same(text, Blocks.Trip<string?[]>([null, text, text, "x"])[2]!);
        Same(text, Blocks.Trip(new List<string> { "y", text })[1]);
        Same(text, Blocks.Trip(new Dictionary<string, string> { [text] = text })[text]);
        Same(text, Blocks.Trip((1, text, 2)).Item2);
        Same(text, Blocks.Trip(new Person(text, 1)).Name);
        Same(text, (string)Blocks.Trip(new Box<object>(text)).Value);
        Same(text, Blocks.Trip(new KeyValuePair<string, IEnumerable<string>>(text, [text])).Value.Single());
        Same(text, Shipping.Run((int x) => text + x, 3)[..^1]);
    }

    [Fact]
    public void Text_MetTwice_IsOneObject()
    {
        string text = string.Concat(Half, "c");
        string[] copy = Blocks.Trip<string[]>([text, "between", text]);
        Assert.Same(copy[0], copy[2]);
        Assert.Equal("between", copy[1], StringComparer.Ordinal);
    }

    [Fact]
    public void Text_OfAnyCharacters_ArrivesAsItIs() =>
        Gen.OneOf(Gen.Char, Gen.Char['\uD800', '\uDFFF']).Array[0, 40].Sample(characters =>
        {
            string text = new(characters);
            Same(text, Blocks.Trip<string[]>(["", text, "after"])[1]);
        });

    // Not Assert.Equal alone: it must not depend on how strings are compared.
    private static void Same(string expected, string actual) => Assert.True(string.Equals(expected, actual, StringComparison.Ordinal), $"{expected.Length} and {actual.Length} characters");
}
