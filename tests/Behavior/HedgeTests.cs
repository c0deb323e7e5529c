using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>The last items run a second time when the job says that they may.</summary>
public abstract class HedgeTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithARunThatHangs_TakesTheSecondRunOfThatItem()
    {
        using var tally = new Tally();
        using var gate = new Gate();
        (string notes, string held) = (tally.Key, gate.Key);

        MapResult<int> map = Pool.MapAsync((x, token) => HangAtFirst(x, notes, held, token), Enumerable.Range(0, 40), chunkSize: 4, new() { Hedge = true });

        Assert.Equal(Enumerable.Range(0, 40).Select(x => x + 1), await map.Bounded());
        Assert.Equal((40, 0, 40), (map.Progress.Completed, map.Progress.Failed, map.Progress.Total));
        Assert.Equal(Enumerable.Range(0, 40).Append(Slow).Order(), tally.Notes.Cast<int>().Order());

        // The run that hangs is cancelled with the end of the job.
        await gate.EmptyAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imap_WithARunThatHangs_GivesEachItemOnce(bool isOrdered)
    {
        using var tally = new Tally();
        using var gate = new Gate();
        (string notes, string held) = (tally.Key, gate.Key);
        var options = new JobOptions { Hedge = true };
        IEnumerable<int> items = Enumerable.Range(0, 40).Where(_ => true);

        ImapResult<int> imap = isOrdered
            ? Pool.Imap((x, token) => HangAtFirst(x, notes, held, token), items, options: options)
            : Pool.ImapUnordered((x, token) => HangAtFirst(x, notes, held, token), items, options: options);

        Assert.Equal(Enumerable.Range(1, 40), (await imap.ReadAllAsync()).Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithoutHedge_WaitsForTheRunThatHangs()
    {
        using var tally = new Tally();
        using var gate = new Gate();
        (string notes, string held) = (tally.Key, gate.Key);
        MapResult<int> map = Pool.MapAsync((x, token) => HangAtFirst(x, notes, held, token), Enumerable.Range(0, 40), chunkSize: 4);
        await gate.ReachedAsync(1);

        gate.Open();

        Assert.Equal(Enumerable.Range(0, 40).Select(x => x + 1), await map.Bounded());
        Assert.Equal(Enumerable.Range(0, 40), tally.Notes.Cast<int>().Order());
    }

    private const int Slow = 39;

    private static int HangAtFirst(int item, string notes, string held, CancellationToken token)
    {
        Tally.Note(notes, item);
        if (item == Slow && Tally.CountOf(notes, item) == 1)
        {
            Gate.Pass(held, token);
        }

        return item + 1;
    }
}
