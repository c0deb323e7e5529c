using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What functions of the verbs do, seen from within their own process.</summary>
public abstract class VerbEffectTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly int[] Thousand = [.. Enumerable.Range(0, 1000)];

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfEqualItems_RunsEachOfThem()
    {
        using var tally = new Tally();
        string key = tally.Key;
        await Pool.ForEachAsync(x => Tally.Note(key, x), Enumerable.Repeat("same", 50)).Bounded();
        Assert.Equal(50, tally.Notes.Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfAsynchronousFunctions_HoldsOneSlotEach()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(async x => await HeldAsync(key, x), Enumerable.Range(0, 50), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 50), await result.Bounded());
        Assert.Equal(Workers, gate.MostInside);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ForEachAsync_OfItems_RunsEachOnce()
    {
        using var tally = new Tally();
        string key = tally.Key;
        await Pool.ForEachAsync(x => Tally.Note(key, x), Thousand).Bounded();
        Assert.Equal(Thousand, tally.Notes.Cast<int>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ApplyAsync_OfWorkWithoutAResult_RunsItOnce()
    {
        using var tally = new Tally();
        string key = tally.Key;
        await Pool.ApplyAsync(() => Tally.Note(key, "action")).Bounded();
        await Pool.ApplyAsync(x => NoteAsync(key, x), "task").Bounded();
        Expect.Items(["action", "task"], tally.Notes);
    }

    private static async Task<int> HeldAsync(string key, int x)
    {
        await Gate.PassAsync(key);
        return x;
    }

    private static async Task NoteAsync(string key, string what)
    {
        await Task.Yield();
        Tally.Note(key, what);
    }
}
