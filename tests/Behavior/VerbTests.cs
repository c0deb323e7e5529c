using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What <c>apply</c>, <c>map</c> and <c>starmap</c> of CPython's pool do, blocking and not.</summary>
public abstract class VerbTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly int[] Thousand = [.. Enumerable.Range(0, 1000)];

    private static readonly (int, int)[] Pairs = [.. Enumerable.Range(0, 100).Select(x => (x, x + 1))];

    [Fact(Timeout = Bound.Test)]
    public async Task Apply_OfArguments_EqualsALocalCall()
    {
        Assert.Equal(49, await Bound.Blocking(() => Pool.Apply(Square, 7)));
        Assert.Equal("3-x-2.5", await Bound.Blocking(() => Pool.Apply((a, b, c) => FormattableString.Invariant($"{a}-{b}-{c}"), 3, "x", 2.5)));
        Assert.Equal(42, await Bound.Blocking(() => Pool.Apply(() => 42)));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ApplyAsync_OfAnAsynchronousFunction_GivesItsResult()
    {
        Assert.Equal(8, await Pool.ApplyAsync(async x => await AddOneAsync(x), 7).Bounded());
        Assert.Equal(9, await Pool.ApplyAsync(AddOneAsync, 8).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Map_OfAThousandItems_GivesResultsInOrder() =>
        Assert.Equal(Thousand.Select(Square), await Bound.Blocking(() => Pool.Map(x => x * x, Thousand)));

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(5000)]
    public async Task MapAsync_WithChunkSize_GivesResultsInOrder(int chunkSize)
    {
        Assert.Equal(Thousand.Select(Square), await Pool.MapAsync(Square, Thousand, chunkSize).Bounded());
        Assert.Equal(Thousand.Select(Square), await Pool.MapAsync(x => x * x, Thousand.Where(x => x >= 0), chunkSize).Bounded());
        Assert.Equal(Thousand.Select(x => $"{x}"), await Pool.MapAsync(x => $"{x}", Thousand, chunkSize).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfClosures_SeesCapturedValues()
    {
        int factor = 3;
        string[] names = ["a", "b"];
        Func<int, int> half = x => x / 2;
        string[] results = await Pool.MapAsync(x => $"{names[x % 2]}{half(x) * factor}", Enumerable.Range(0, 4)).Bounded();
        Expect.Items(["a0", "b0", "a3", "b3"], results);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithATokenInTheFunction_GivesItOne() =>
        Assert.All(await Pool.MapAsync((int _, CancellationToken token) => token.CanBeCanceled, Enumerable.Range(0, 10)).Bounded(), Assert.True);

    [Fact(Timeout = Bound.Test)]
    public async Task StarMap_OfTuples_UnpacksThem()
    {
        Assert.Equal(Pairs.Select(pair => pair.Item1 * pair.Item2), await Bound.Blocking(() => Pool.StarMap((a, b) => a * b, Pairs)));
        Assert.Equal(Pairs.Select(pair => pair.Item1 * pair.Item2), await Pool.StarMapAsync((a, b) => a * b, Pairs, chunkSize: 20).Bounded());
        Expect.Items([28], await Pool.StarMapAsync((a, b, c, d, e, f, g) => a + b + c + d + e + f + g, [(1, 2, 3, 4, 5, 6, 7)]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EveryVerb_OfNothing_GivesNothingAtOnce()
    {
        Assert.Empty(await Bound.Blocking(() => Pool.Map(Square, Array.Empty<int>())));
        Assert.Empty(await Pool.MapAsync(Square, new List<int>(), chunkSize: 1).Bounded());
        Assert.Empty(await Pool.MapAsync(Square, Thousand.Where(x => x < 0)).Bounded());
        Assert.Empty(await Pool.MapAsync(Square, Inputs.Async(0)).Bounded());
        Assert.Empty(await Pool.StarMapAsync((a, b) => a + b, Array.Empty<(int, int)>()).Bounded());
        Assert.Empty(await Pool.Imap(Square, Array.Empty<int>(), chunkSize: 1).ReadAllAsync());
        Assert.Empty(await Pool.ImapUnordered(Square, Array.Empty<int>()).ReadAllAsync());
        await Pool.ForEachAsync(x => Square(x), Array.Empty<int>()).Bounded();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task EveryVerb_WithAChunkSizeBelowOne_IsRefused(int chunkSize)
    {
        Assert.Equal("chunkSize", Assert.Throws<ArgumentOutOfRangeException>(() => Pool.Map(Square, Thousand, chunkSize)).ParamName);
        Assert.Equal("chunkSize", Assert.Throws<ArgumentOutOfRangeException>(() => { Pool.MapAsync(Square, Thousand, chunkSize); }).ParamName);
        Assert.Equal("chunkSize", Assert.Throws<ArgumentOutOfRangeException>(() => Pool.StarMap((a, b) => a, Pairs, chunkSize)).ParamName);
        Assert.Equal("chunkSize", Assert.Throws<ArgumentOutOfRangeException>(() => { Pool.StarMapAsync((a, b) => a, Pairs, chunkSize); }).ParamName);
        Assert.Equal("chunkSize", Assert.Throws<ArgumentOutOfRangeException>(() => Pool.Imap(Square, Thousand, chunkSize)).ParamName);
        Assert.Equal("chunkSize", Assert.Throws<ArgumentOutOfRangeException>(() => Pool.ImapUnordered(Square, Thousand, chunkSize)).ParamName);
        Assert.Equal(
            "chunkSize",
            Assert.Throws<ArgumentOutOfRangeException>(() => { Pool.ForEachAsync(x => Square(x), Thousand, chunkSize); }).ParamName);
        await AssertUsableAsync();
    }

    private static int Square(int x) => x * x;

    private static async Task<int> AddOneAsync(int x)
    {
        await Task.Yield();
        return x + 1;
    }
}
