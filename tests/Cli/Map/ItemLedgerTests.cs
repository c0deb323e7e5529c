using OrleansPool.Cli.Map;

namespace OrleansPool.CliTests.Map;

/// <summary>What is under way is known, and takes room for itself only.</summary>
public sealed class ItemLedgerTests
{
    [Fact]
    public void ItemThatTakesLong_DoesNotKeepThePlacesOfAllAfterIt()
    {
        const int Many = 2_000_000;
        var ledger = new ItemLedger();
        ledger.Add(new SentItem(0, 1, null));
        bool isRight = true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int item = 1; item < Many; item++)
        {
            ledger.Add(new SentItem(item, item + 1, null));
            isRight &= ledger.TryTake(item, out SentItem taken) && taken.Number == item;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.True(isRight);
        Assert.True(ledger.TryTake(0, out SentItem first));
        Assert.Equal((0L, 1L), (first.Number, first.Line));
        Assert.False(ledger.TryTake(0, out _));
    }

    [Fact]
    public void ItemsThatAllWait_AreAllKnown()
    {
        var ledger = new ItemLedger();
        foreach (int item in Enumerable.Range(0, 10_000))
        {
            ledger.Add(new SentItem(item, item, null));
        }

        Assert.All(Enumerable.Range(0, 10_000).Reverse(), item => Assert.True(ledger.TryTake(item, out SentItem taken) && taken.Number == item));
        Assert.False(ledger.TryTake(10_000, out _));
    }

    [Fact]
    public async Task WrongLines_WaitForRoom()
    {
        var ledger = new ItemLedger();
        var line = new WrongLine(new SentItem(0, 1, []), "is wrong");
        Task came = ledger.WrongCameAsync();
        Task all = Task.Run(() =>
        {
            for (int at = 0; at < 3000; at++)
            {
                ledger.AddWrong(line, CancellationToken.None);
            }
        });
        await came.WaitAsync(Bound.Limit);
        int taken = 0;
        while (taken < 3000)
        {
            // Never more than there is room for.
            int now = 0;
            while (ledger.TryTakeWrong(0, out _))
            {
                now++;
            }

            taken += now;
            await Task.Yield();
        }

        await all.WaitAsync(Bound.Limit);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => ledger.AddWrong(line, stop.Token));
    }
}
