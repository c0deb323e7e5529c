using CsCheck;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Payloads;

public sealed class CorruptBlockTests
{
    private static readonly BlockDecoder<string> Strings = new(PayloadSerializer.Shared);
    private static readonly BlockDecoder<int> Ints = new(PayloadSerializer.Shared);

    [Fact]
    public void Raw_CountThatDoesNotFit_Throws()
    {
        ItemBlock block = Blocks.Of([1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => Ints.Decode(block with { Count = 4 }, 0));
        Assert.Throws<InvalidDataException>(() => Ints.Decode(block with { Count = int.MaxValue }, int.MaxValue - 1));
        Assert.Throws<InvalidDataException>(() => Ints.Decode(block with { Data = block.Data[..11] }, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ints.Decode(block, 3));
        Assert.Throws<InvalidDataException>(() => Ints.Decode(block with { Count = -1 }, 0));
    }

    [Fact]
    public void Block_OfOtherType_Throws()
    {
        Assert.Throws<InvalidDataException>(() => new BlockDecoder<long>(PayloadSerializer.Shared).Decode(Blocks.Of([1, 2]), 0));
        Assert.Throws<InvalidDataException>(() => Strings.Decode(Blocks.Of([1, 2]), 0));
        Assert.Throws<InvalidDataException>(() => Ints.Decode(Blocks.Of(["1"]), 0));
        Assert.Throws<InvalidDataException>(() => Ints.TryGetSpan(Blocks.Of([1L]), out _));
    }

    [Fact]
    public void Frames_EndsOutOfOrder_Throw()
    {
        ItemBlock block = Blocks.Of(["one", "two", "three"]);
        byte[] ends = block.Ends.ToArray();
        (ends[0], ends[4]) = (ends[4], ends[0]);
        Assert.Throws<InvalidDataException>(() => Strings.Decode(block with { Ends = ends }, 1));
    }

    [Fact]
    public void Frames_EndBeyondData_Throws()
    {
        ItemBlock block = Blocks.Of(["one", "two"]);
        Assert.Throws<InvalidDataException>(() => Strings.Decode(block with { Data = block.Data[..^1] }, 1));
        Assert.Throws<InvalidDataException>(() => Strings.Decode(block with { Count = 3 }, 2));
        Assert.Throws<InvalidDataException>(() => Strings.Decode(block with { Base = 1 }, 0));
    }

    [Fact]
    public void Frames_AnyByteChanged_DecodeOrThrowAndNeverReadOutside() =>
        Gen.Select(Gen.String.Array[1, 10], Gen.Int[0, 10_000], Gen.Byte).Sample(
            (items, at, value) =>
            {
                ItemBlock block = Blocks.Of(items);
                byte[] ends = block.Ends.ToArray();
                byte[] data = block.Data.ToArray();
                ends[at % ends.Length] = value;
                data[at % data.Length] = value;
                ItemBlock bad = block with { Ends = ends, Data = data };
                for (int index = 0; index < bad.Count; index++)
                {
                    int which = index;
                    Assert.True(Record.Exception(() => Strings.Decode(bad, which)) is null or InvalidDataException);
                    Assert.True(Record.Exception(() => bad.Slice(which, 1)) is null or InvalidDataException);
                }
            },
            iter: 300,
            threads: 1);
}
