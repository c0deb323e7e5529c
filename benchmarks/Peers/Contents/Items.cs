namespace OrleansPool.Benchmarks.Peers.Contents;

/// <summary>Makes the items of jobs.</summary>
internal static class Items
{
    public const int PayloadBytes = 1 << 20;

    public static (int First, int Second) Pair(int index) => (index, 2 * index);

    public static Reading Record(int index) => new(index, index * 0.5, $"place {index % 100}", index % 2 == 0);

    public static string Text(int index) => $"item number {index}";

    public static byte[] Payload(int index)
    {
        byte[] bytes = new byte[PayloadBytes];
        new Random(index).NextBytes(bytes);
        return bytes;
    }
}
