using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Payloads;

internal static class Blocks
{
    public static ItemBlock Of<T>(IEnumerable<T> items)
    {
        var encoder = new BlockEncoder<T>(PayloadSerializer.Shared);
        foreach (T item in items)
        {
            encoder.Add(item);
        }

        return encoder.ToBlock();
    }

    public static T[] Read<T>(ItemBlock block)
    {
        var items = new T[block.Count];
        new BlockDecoder<T>(PayloadSerializer.Shared).DecodeTo(block, items);
        return items;
    }

    public static T Trip<T>(T item) => Assert.Single(Read<T>(Of([item])));

    /// <summary>What a receiver gets when Orleans sends the block in a message.</summary>
    public static ItemBlock Send(ItemBlock block, out int bytes)
    {
        byte[] sent = PayloadSerializer.Shared.ToArray(block);
        bytes = sent.Length;
        return PayloadSerializer.Shared.Deserialize<ItemBlock>(sent);
    }
}
