using CsCheck;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Session;

public sealed class ChunkLedgerTests
{
    [Fact]
    public void Accept_SameRangeTwice_CountsOnce()
    {
        ChunkLedger ledger = Ledger(10);
        List<ItemRange> fresh = [];

        ledger.Accept(new ItemRange(2, 3), fresh);
        ledger.Accept(new ItemRange(2, 3), fresh);

        Assert.Equal([new ItemRange(2, 3)], fresh);
        Assert.Equal(7, ledger.Awaited);
    }

    [Fact]
    public void Accept_OverlappingRange_GivesOnlyWhatWasAwaited()
    {
        ChunkLedger ledger = Ledger(10);
        List<ItemRange> fresh = [];

        ledger.Accept(new ItemRange(4, 2), fresh);
        fresh.Clear();
        ledger.Accept(new ItemRange(3, 4), fresh);

        Assert.Equal([new ItemRange(3, 1), new ItemRange(6, 1)], fresh.OrderBy(range => range.First));
    }

    [Fact]
    public void Accept_UnknownItems_GivesNothing()
    {
        ChunkLedger ledger = Ledger(10);
        List<ItemRange> fresh = [];

        ledger.Accept(new ItemRange(10, 5), fresh);

        Assert.Empty(fresh);
        Assert.Equal(10, ledger.Awaited);
    }

    [Fact]
    public void Outstanding_AfterPartialDelivery_OffersTheRestWithADoubt()
    {
        ChunkLedger ledger = Ledger(6);
        ledger.Accept(new ItemRange(0, 2), []);

        ChunkMessage offer = Assert.Single(ledger.Outstanding(job: 7, wasSent: (_, _) => true));

        Assert.Equal((7, 2L, 4, 1), (offer.Job, offer.First, offer.Items.Count, offer.Doubts));
    }

    [Fact]
    public void Outstanding_ChunkThatWasNeverSent_IsWithoutDoubt()
    {
        ChunkMessage offer = Assert.Single(Ledger(6).Outstanding(job: 7, wasSent: (_, _) => false));

        Assert.Equal(0, offer.Doubts);
    }

    [Fact]
    public void Outstanding_HoweverManyCoordinatorsWereLost_IsWithOneDoubt()
    {
        ChunkLedger ledger = Ledger(1);
        _ = ledger.Outstanding(job: 7, wasSent: (_, _) => true).ToList();

        Assert.Equal(1, Assert.Single(ledger.Outstanding(job: 7, wasSent: (_, _) => true)).Doubts);
    }

    [Fact]
    public void Outstanding_WithAChargedItem_OffersItAloneWithItsLossesAndNoDoubt()
    {
        ChunkLedger ledger = Ledger(6);
        ledger.Charge(item: 2, losses: 2);

        ChunkMessage[] offers = [.. ledger.Outstanding(job: 7, wasSent: (_, _) => true)];

        Assert.Equal([(0L, 2, 1, 0), (2L, 1, 0, 2), (3L, 3, 1, 0)], offers.Select(offer => (offer.First, offer.Items.Count, offer.Doubts, offer.History.Losses)));
    }

    [Fact]
    public void Outstanding_WhenACoordinatorIsLostAfterACharge_AddsADoubt()
    {
        ChunkLedger ledger = Ledger(1);
        ledger.Charge(item: 0, losses: 1);
        _ = ledger.Outstanding(job: 7, wasSent: (_, _) => true).ToList();

        ChunkMessage offer = Assert.Single(ledger.Outstanding(job: 7, wasSent: (_, _) => true));

        Assert.Equal((1, 1), (offer.History.Losses, offer.Doubts));
    }

    [Fact]
    public void Charge_OfAnItemThatIsDone_DoesNothing()
    {
        ChunkLedger ledger = Ledger(3);
        ledger.Accept(new ItemRange(1, 1), []);
        ledger.Charge(item: 1, losses: 1);

        Assert.Equal([0L, 2L], ledger.Outstanding(job: 7, wasSent: (_, _) => true).Select(offer => offer.First));
    }

    [Fact]
    public void Accept_AnyOrderOfAnyRanges_DeliversEachItemOnce() =>
        Gen.Select(Gen.Int[1, 20].Array[1, 8], Gen.Select(Gen.Int[0, 160], Gen.Int[1, 30]).Array[1, 60]).Sample((chunks, ranges) =>
        {
            var ledger = new ChunkLedger();
            long total = 0;
            foreach (int count in chunks)
            {
                ledger.Add(total, Block(count));
                total += count;
            }

            List<ItemRange> fresh = [];
            foreach ((int first, int count) in ranges)
            {
                ledger.Accept(new ItemRange(first, count), fresh);
            }

            long[] delivered = [.. fresh.SelectMany(range => Enumerable.Range(0, range.Count).Select(at => range.First + at)).Order()];
            long[] expected = [.. ranges
                .SelectMany(range => Enumerable.Range(range.Item1, range.Item2))
                .Where(item => item < total)
                .Distinct()
                .Order()
                .Select(item => (long)item)];
            Assert.Equal(expected, delivered);
            Assert.Equal(total - delivered.Length, ledger.Awaited);
            Assert.Equal(ledger.Awaited * sizeof(int), ledger.AwaitedBytes);
        });

    private static ChunkLedger Ledger(int items)
    {
        var ledger = new ChunkLedger();
        ledger.Add(0, Block(items));
        return ledger;
    }

    private static ItemBlock Block(int items) => new() { Count = items, ElementSize = sizeof(int), Data = new byte[items * sizeof(int)] };
}
