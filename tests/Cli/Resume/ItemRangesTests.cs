using CsCheck;
using OrleansPool.Cli.Resume;

namespace OrleansPool.CliTests.Resume;

/// <summary>Ranges hold what was added, in any order, and nothing else.</summary>
public sealed class ItemRangesTests
{
    [Fact]
    public void Ranges_HoldWhatWasAdded() => Gen.Int[0, 60].Array[0, 80].Sample(numbers =>
    {
        var ranges = new ItemRanges();
        HashSet<long> added = [];
        foreach (int number in numbers)
        {
            ranges.Add(number);
            added.Add(number);
        }

        Assert.Equal(added.Count, ranges.Count);
        ItemRanges read = ItemRanges.Parse(ranges.Below, ranges.Beyond);
        Assert.All(Enumerable.Range(0, 62), number =>
        {
            Assert.Equal(added.Contains(number), ranges.Has(number));
            Assert.Equal(added.Contains(number), read.Has(number));
        });
        Assert.Equal(Enumerable.Range(0, 62).First(number => !added.Contains(number)), ranges.Below);
    });

    [Fact]
    public void Text_IsShort()
    {
        var ranges = new ItemRanges();
        foreach (int number in (int[])[0, 1, 9, 8, 7, 5])
        {
            ranges.Add(number);
        }

        Assert.Equal(2, ranges.Below);
        Assert.Equal("5,7-9", ranges.Beyond);
    }
}
