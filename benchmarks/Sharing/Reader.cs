namespace OrleansPool.Benchmarks.Sharing;

/// <summary>What the workers run.</summary>
public static class Reader
{
    private const int Page = 4096;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads a byte of each page, and takes long enough for every worker to get such an item.</summary>
    /// <returns>The worker and the sum.</returns>
    public static (string Worker, long Sum) Read(Shared<byte[]> shared, int item)
    {
        byte[] value = shared.Value;
        long sum = 0;
        for (int at = 0; at < value.Length; at += Page)
        {
            sum += value[at];
        }

        Thread.Sleep(Rest);
        return (PoolContext.Current.WorkerId, sum);
    }

    /// <summary>A value of that many bytes, all pages of which are in memory.</summary>
    public static byte[] Value(int length)
    {
        var value = new byte[length];
        for (int at = 0; at < length; at += Page)
        {
            value[at] = 1;
        }

        return value;
    }

    /// <summary>What <see cref="Read"/> finds in a value of that many bytes.</summary>
    public static long SumOf(int length) => length / Page;
}
