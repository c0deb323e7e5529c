using OrleansPool.Functions;

namespace OrleansPool.UnitTests.Functions;

public sealed class KnownFunctionTests
{
    [Fact]
    public void Encode_FunctionThatCapturesNothing_IsDoneOnce()
    {
        FunctionBlob[] lambdas = [.. Enumerable.Range(0, 2).Select(_ => Shipping.Encode((int x) => x + 1))];
        Assert.Same(lambdas[0], lambdas[1]);

        Assert.Same(Shipping.Encode<int, int>(Twice), Shipping.Encode<int, int>(Twice));
        Assert.NotEqual(lambdas[0].Bytes.ToArray(), Shipping.Encode<int, int>(Twice).Bytes.ToArray());
    }

    [Fact]
    public void Encode_OneMethodAsTwoFunctions_KeepsThemApart()
    {
        Assert.Equal(4, Shipping.Run<string, int>(Length, "four"));
        Assert.Equal(4, Shipping.Run<object, int>(Length, "four"));
        Assert.Equal(typeof(string), Shipping.Ship<string, int>(Length).ItemType);
        Assert.Equal(typeof(object), Shipping.Ship<object, int>(Length).ItemType);
    }

    [Fact]
    public void Encode_FunctionThatCaptures_IsDoneEachTime()
    {
        int[] sums = [.. Enumerable.Range(0, 3).Select(offset => Shipping.Run((int x) => x + offset, 10))];

        Assert.Equal([10, 11, 12], sums);
    }

    [Fact]
    public void Decode_FunctionThatCaptures_GivesEachItsOwn()
    {
        var held = new List<int>();
        FunctionBlob blob = Shipping.Encode((int x) =>
        {
            held.Add(x);
            return held.Count;
        });
        var first = (PoolFunction<int, int>)FunctionCodec.Decode(blob.Bytes);
        var second = (PoolFunction<int, int>)FunctionCodec.Decode(blob.Bytes);

        Assert.Equal([1, 2, 1], new[] { first.Invoke(0, default), first.Invoke(0, default), second.Invoke(0, default) });
        Assert.Empty(held);
    }

    private static int Twice(int x) => x * 2;

    private static int Length(object value) => ((string)value).Length;
}
