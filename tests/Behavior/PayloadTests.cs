using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>What travels: sizes, shapes, and copies.</summary>
public abstract class PayloadTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Item_OfTwentyMebibytes_TravelsThereAndBack()
    {
        byte[] large = new byte[20 << 20];
        new Random(1).NextBytes(large);
        byte[] back = await Pool.ApplyAsync(Reverse, large).Bounded();
        Array.Reverse(back);
        Assert.True(large.AsSpan().SequenceEqual(back));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_OfTwoMebibytesBesideSmallOnes_AllArrive()
    {
        byte[][] items = [.. Enumerable.Range(0, 20).Select(index => new byte[index % 5 == 0 ? 2 << 20 : 10])];
        byte[][] back = await Pool.MapAsync(Reverse, items).Bounded();
        Assert.Equal(items.Select(item => item.Length), back.Select(item => item.Length));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_StartedWhileALargeItemIsOnItsWay_AllEnd()
    {
        for (int repetition = 0; repetition < 5; repetition++)
        {
            AsyncResult<int> large = Pool.ApplyAsync(bytes => bytes.Length, new byte[5 << 20]);
            AsyncResult<int>[] small = [.. Enumerable.Range(0, 20).Select(x => Pool.ApplyAsync(y => y + 1, x))];
            Expect.Items(Enumerable.Range(1, 20), await Task.WhenAll(small.Select(result => result.AsTask())).Bounded());
            Assert.Equal(5 << 20, await large.Bounded());
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_MoreThanAMessageHolds_AllArrive()
    {
        long[] items = [.. Enumerable.Range(0, 1_000_000).Select(x => (long)x)];
        Assert.Equal(items.Select(x => -x), await Pool.MapAsync(x => -x, items, chunkSize: items.Length).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_OfManyShapes_ArriveAsTheyAre()
    {
        Expect.Items([null, "", "ä€😀"], await Pool.MapAsync(text => text, new string?[] { null, "", "ä€😀" }).Bounded());
        Expect.Items([null, 1], await Pool.MapAsync(value => value, new int?[] { null, 1 }).Bounded());
        Expect.Items([(1, "a"), (2, "b")], await Pool.MapAsync(pair => pair, new[] { (1, "a"), (2, "b") }).Bounded());
        Expect.Items([DayOfWeek.Friday], await Pool.MapAsync(day => day, new[] { DayOfWeek.Friday }).Bounded());
        Expect.Items([new Point(1, 2.5m)], await Pool.MapAsync(point => point, [new Point(1, 2.5m)]).Bounded());
        Expect.Items([["x"], []], await Pool.MapAsync(list => list, new List<string>[] { ["x"], [] }).Bounded());
        Assert.Equal(3, (await Pool.ApplyAsync(map => map, new Dictionary<string, int> { ["c"] = 3 }).Bounded())["c"]);
        Expect.Items([DateTimeOffset.UnixEpoch], await Pool.MapAsync(time => time, [DateTimeOffset.UnixEpoch]).Bounded());
        Expect.Items([new { Name = "n" }], await Pool.MapAsync(item => item, [new { Name = "n" }]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Argument_ChangedByTheFunction_StaysAsItWasHere()
    {
        var box = new Box(1);
        Box back = await Pool.ApplyAsync(Double, box).Bounded();
        Assert.Equal((2, 2), (back.Value, back.Items.Count));
        Assert.Equal((1, 1), (box.Value, box.Items.Count));
        Assert.NotSame(box, back);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task CapturedVariable_ChangedByTheFunction_StaysAsItWasHere()
    {
        int count = 0;
        var box = new Box(1);
        int[] seen = await Pool.MapAsync(
            x =>
            {
                count += x;
                box.Value += x;
                return box.Value;
            },
            [1, 2, 3]).Bounded();
        Assert.All(seen, value => Assert.NotEqual(1, value));
        Assert.Equal((0, 1), (count, box.Value));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Argument_ChangedRightAfterTheCall_IsNotSeen()
    {
        for (int repetition = 0; repetition < 50; repetition++)
        {
            List<int> list = [1, 2];
            AsyncResult<int> one = Pool.ApplyAsync((List<int> items) => items.Count, list);
            AsyncResult<int> two = Pool.ApplyAsync((List<int> items, int more) => items.Count + more, list, 1);
            list.Clear();
            Assert.Equal((2, 3), (await one.Bounded(), await two.Bounded()));
        }
    }

    private static byte[] Reverse(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }

    private static Box Double(Box box)
    {
        box.Value *= 2;
        box.Items.Add(box.Value);
        return box;
    }

    private sealed record Point(int X, decimal Y);
}
