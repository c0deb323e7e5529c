using CsCheck;
using OrleansPool.Payloads;
using OrleansPool.UnitTests.Functions;

namespace OrleansPool.UnitTests.Payloads;

public sealed class BlockPropertyTests
{
    [Fact]
    public void Ints_AnySlice_RoundTrips() => Holds(Gen.Int);

    [Fact]
    public void Tuples_AnySlice_RoundTrips() => Holds(Gen.Select(Gen.Int, Gen.Double));

    [Fact]
    public void MixedTuples_AnySlice_RoundTrips() => Holds(Gen.Select(Gen.Int, Gen.String));

    [Fact]
    public void Strings_AnySlice_RoundTrips() => Holds(Gen.OneOf(Gen.String, Gen.Const((string)null!)));

    [Fact]
    public void Records_AnySlice_RoundTrips() => Holds(Gen.Select(Gen.String, Gen.Int, (name, age) => new Person(name, age)));

    [Fact]
    public void Nullables_AnySlice_RoundTrips() => Holds(Gen.Nullable(Gen.Long));

    [Fact]
    public void Decimals_AnySlice_RoundTrips() => Holds(Gen.Decimal);

    [Fact]
    public void Dates_AnySlice_RoundTrips() => Holds(Gen.DateTimeOffset);

    [Fact]
    public void Objects_AnySlice_RoundTrips() => Holds(Gen.OneOf<object>(
        Gen.Int.Select(value => (object)value),
        Gen.String.Select(value => (object)value),
        Gen.Bool.Select(value => (object)new Person("p", value ? 1 : 2))));

    private static void Holds<T>(Gen<T> item) =>
        Gen.Select(item.Array[0, 40], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool).Sample(
            (items, a, b, send) =>
            {
                int start = Math.Min(a, items.Length);
                int count = Math.Min(b, items.Length - start);
                ItemBlock block = Blocks.Of(items);
                Assert.Equal(items, Blocks.Read<T>(block));
                ItemBlock slice = block.Slice(start, count);
                slice = slice.Slice(0, slice.Count);
                if (send)
                {
                    slice = Blocks.Send(slice, out _);
                }

                Assert.Equal(items[start..(start + count)], Blocks.Read<T>(slice));
                int half = count / 2;
                Assert.Equal(items[(start + half)..(start + count)], Blocks.Read<T>(slice.Slice(half, count - half)));
                Assert.Equal(slice.Bytes, Enumerable.Range(0, slice.Count).Sum(index => (long)slice.BytesOf(index)));
            },
            iter: 300,
            threads: 1);
}
