using OrleansPool.Payloads;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Payloads;

[Collection(LoadContexts.Name)]
public sealed class BlockTests
{
    [Fact]
    public void Raw_OneItem_TakesItsSize()
    {
        Assert.Equal(4, Blocks.Of([1]).Bytes);
        Assert.Equal(8, Blocks.Of([(1, 2)]).Bytes);
        Assert.True(BlockEncoder<(int, double)>.IsRaw);
        Assert.False(BlockEncoder<(int, string)>.IsRaw);
        Assert.False(BlockEncoder<nint>.IsRaw);
        Assert.False(BlockEncoder<System.Runtime.InteropServices.GCHandle>.IsRaw);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Copy_OfRawItems_EqualsAddingEach(bool isReused)
    {
        long[] items = [.. Enumerable.Range(0, 10_000)];
        ItemBlock copy = RawBlock<long>.Copy(items, isReused);
        items[0] = 7;
        Assert.Equal(80_000, copy.Bytes);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(item => (long)item), Blocks.Read<long>(copy));
    }

    [Fact]
    public void MoveTo_OfOneItemAtATime_EqualsAddingEach()
    {
        var apart = new BlockEncoder<string>(PayloadSerializer.Shared);
        var encoder = new BlockEncoder<string>(PayloadSerializer.Shared);
        foreach (string text in new[] { "one", "", new string('x', 1000) })
        {
            apart.Add(text);
            apart.MoveTo(encoder);
            Assert.Equal((0, 0L), (apart.Count, apart.Bytes));
        }

        Assert.Equal(["one", "", new string('x', 1000)], Blocks.Read<string>(encoder.ToBlock()));
    }

    [Fact]
    public void Encoder_AfterHandingOver_DoesNotTouchTheBlock()
    {
        var encoder = new BlockEncoder<string>(PayloadSerializer.Shared);
        encoder.Add(new string('a', 300));
        ItemBlock first = encoder.ToBlock();
        encoder.Add(new string('b', 300));
        encoder.ToBlock();
        Assert.Equal([new string('a', 300)], Blocks.Read<string>(first));
    }

    [Fact]
    public void Add_ItemThatCannotBeEncoded_CostsOnlyItself()
    {
        var encoder = new BlockEncoder<object>(PayloadSerializer.Shared);
        encoder.Add("first");
        long bytes = encoder.Bytes;
        Exception error = Assert.ThrowsAny<Exception>(() => encoder.Add(new Node[] { new(), new() { Next = Deep() } }));
        Assert.Contains("stack", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.ThrowsAny<Exception>(() => encoder.Add(new MemoryStream()));
        Assert.Equal((1, bytes), (encoder.Count, encoder.Bytes));
        encoder.Add(new Person("after", 1));
        Assert.Equal(["first", new Person("after", 1)], Blocks.Read<object>(encoder.ToBlock()));
    }

    [Fact]
    public void Add_StreamItem_NamesPathAndType()
    {
        var encoder = new BlockEncoder<object>(PayloadSerializer.Shared);
        Assert.Equal(
            "A System.IO.MemoryStream cannot be sent to another process. Send plain data instead.",
            Assert.ThrowsAny<Exception>(() => encoder.Add(new MemoryStream())).Message);
        Assert.Equal(
            "'Value' is a System.IO.MemoryStream, which cannot be sent to another process. Send plain data instead.",
            Assert.ThrowsAny<Exception>(() => encoder.Add(new Box<Stream>(new MemoryStream()))).Message);
    }

    [Fact]
    public void Hole_AmongItems_KeepsPlaces()
    {
        var strings = new BlockEncoder<string>(PayloadSerializer.Shared);
        strings.Add("a");
        strings.AddHole();
        strings.Add("c");
        Assert.Equal(["a", null!, "c"], Blocks.Read<string>(strings.ToBlock()));
        var ints = new BlockEncoder<int>(PayloadSerializer.Shared);
        ints.AddHole();
        ints.Add(2);
        Assert.Equal([0, 2], Blocks.Read<int>(ints.ToBlock()));
    }

    [Fact]
    public void Frame_ThatDoesNotDecode_CostsOnlyItself()
    {
        ItemBlock block = Blocks.Of(["one", "two", "three"]);
        byte[] data = block.Data.ToArray();
        data.AsSpan(block.BytesOf(0) - ItemBlock.EndSize, block.BytesOf(1) - ItemBlock.EndSize).Fill(0xFF);
        ItemBlock bad = block with { Data = data };
        var decoder = new BlockDecoder<string>(PayloadSerializer.Shared);
        Assert.Equal("one", decoder.Decode(bad, 0));
        Assert.ThrowsAny<Exception>(() => decoder.Decode(bad, 1));
        Assert.Equal("three", decoder.Decode(bad, 2));
    }

    [Fact]
    public void Slice_Sent_TravelsAlone()
    {
        ItemBlock block = Blocks.Of(Enumerable.Range(0, 1000).Select(i => new string('x', 100)));
        Blocks.Send(block.Slice(500, 1), out int framed);
        Assert.InRange(framed, 100, 150);
        Blocks.Send(Blocks.Of(Enumerable.Range(0, 1000)).Slice(10, 2), out int raw);
        Assert.InRange(raw, 8, 30);
    }

    [Fact]
    public void Block_CopiedByOrleans_SharesItsMemory()
    {
        ItemBlock block = Blocks.Of(["a", "b"]);
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        Orleans.Serialization.ServiceCollectionExtensions.AddSerializer(services);
        using var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);
        var copier = (Orleans.Serialization.DeepCopier)provider.GetService(typeof(Orleans.Serialization.DeepCopier))!;
        Assert.True(copier.Copy(block).Data.Equals(block.Data));
    }

    [Fact]
    public void Slice_OutOfRange_Throws()
    {
        ItemBlock block = Blocks.Of([1, 2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.Slice(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => block.BytesOf(3));
        Assert.Equal(0, block.Slice(3, 0).Count);
    }

    private static Node Deep()
    {
        Node? chain = null;
        for (int i = 0; i < 500_000; i++)
        {
            chain = new Node { Next = chain };
        }

        return chain!;
    }
}
