using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Payloads;

public sealed class ReusedMemoryTests
{
    private const int Items = ReusedMemory.LeastBytes;

    [Fact]
    public void Memory_GoesBackWithItsLastUse_AndIsNotReadAfterThat()
    {
        ReusedMemory memory = ReusedMemory.Rent(100, uses: 3);
        ReadOnlyMemory<byte> slice = memory.Memory.Slice(10, 20);
        memory.Release(2);
        Assert.Equal(20, slice.Span.Length);
        memory.Release();
        Assert.Throws<ObjectDisposedException>(() => slice.Span.Length);
        Assert.False(memory.TryUse());
    }

    [Fact]
    public void Memory_ThatSomebodyReads_GoesBackWhenHeIsDone()
    {
        ReusedMemory memory = ReusedMemory.Rent(100, uses: 1);
        Assert.True(memory.TryUse());
        memory.Release();
        Assert.Equal(100, memory.Memory.Length);
        Assert.Equal(100, memory.GetSpan().Length);
        memory.Release();
        Assert.Throws<ObjectDisposedException>(() => memory.GetSpan().Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void Release_OfMoreUsesThanThereAre_Throws(int uses) =>
        Assert.Throws<InvalidOperationException>(() => ReusedMemory.Rent(100, uses: 1).Release(uses));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Release_OfNoUse_Throws(int uses) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReusedMemory.Rent(100, uses: 1).Release(uses));

    [Fact]
    public async Task Uses_TakenAndReleasedByMany_KeepItUntilTheLast()
    {
        for (int round = 0; round < 200; round++)
        {
            ReusedMemory memory = ReusedMemory.Rent(64, uses: 1);
            memory.GetSpan().Fill(1);
            Task<bool>[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                if (!memory.TryUse())
                {
                    return true;
                }

                bool isWhole = memory.GetSpan().IndexOfAnyExcept((byte)1) < 0;
                memory.Release();
                return isWhole;
            }))];
            memory.Release();
            Assert.All(await Task.WhenAll(readers), Assert.True);
            Assert.False(memory.TryUse());
        }
    }

    [Fact]
    public void Block_GoesBackWhenAllItsItemsAreReleased()
    {
        var block = new RawBlock<byte>(5, Items, isReused: true);
        block[5] = 7;
        ItemBlock first = block.Slice(5, 9);
        ItemBlock rest = block.Slice(9, 5 + Items);
        Assert.Equal(7, first.Data.Span[0]);
        ReusedMemory.Of(first)!.Release(first.Count);
        Assert.Equal(Items - 4, rest.Data.Span.Length);
        ReusedMemory.Of(rest)!.Release(rest.Count);
        Assert.Throws<ObjectDisposedException>(() => first.Data.Span.Length);
    }

    [Fact]
    public void Block_ThatIsNotFilled_GoesBackWithWhatIsThere()
    {
        var block = new RawBlock<byte>(0, Items, isReused: true);
        ItemBlock first = block.Slice(0, 10);
        block.EndAt(10);
        Assert.Equal(10, first.Data.Span.Length);
        ReusedMemory.Of(first)!.Release(10);
        block.EndAt(Items);
        Assert.Throws<ObjectDisposedException>(() => first.Data.Span.Length);
    }

    [Theory]
    [InlineData(Items - 1, true)]
    [InlineData(Items, false)]
    public void Block_ThatIsSmallOrNotReused_IsOfTheGarbageCollector(int count, bool isReused) =>
        Assert.Null(ReusedMemory.Of(new RawBlock<byte>(0, count, isReused).Slice(0, count)));
}
