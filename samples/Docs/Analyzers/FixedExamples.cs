namespace OrleansPool.Samples.Docs.Analyzers;

/// <summary>What to write in the place of what the analyzer finds.</summary>
public static class FixedExamples
{
    private static int Version = 1;

    public static async Task Run(Pool pool)
    {
        int[] read = new Report().Read(pool);
        Assert.Equal([2, 4], read);
        await Captured(pool);
        await Returned(pool);
        await Copied(pool);
        await Awaited(pool);
    }

    private static async Task Captured(Pool pool)
    {
        string path = Path.GetTempFileName();

        #region op0001
        // using var file = File.OpenRead(path); … pool.MapAsync(offset => ReadAt(file, offset), offsets)        OP0001
        int[] bytes = await pool.MapAsync(
            offset =>
            {
                using FileStream file = File.OpenRead(path);                 // made where it is used
                return ReadAt(file, offset);
            },
            [0, 1]);
        #endregion

        File.Delete(path);
        Assert.Equal([-1, -1], bytes);
    }

    private static async Task Returned(Pool pool)
    {
        #region op0003
        // int sum = 0; pool.ForEach(x => { sum += x; }, numbers);                                              OP0003
        int[] parts = await pool.MapAsync(x => x * 2, [1, 2, 3]);
        int sum = parts.Sum();
        #endregion

        Assert.Equal(12, sum);
    }

    private static async Task Copied(Pool pool)
    {
        Version = 2;

        #region op0004
        // await pool.MapAsync(x => x * Version, [1, 2]);                                                       OP0004
        int version = Version;
        int[] results = await pool.MapAsync(x => x * version, [1, 2]);
        #endregion

        Assert.Equal([2, 4], results);
    }

    private static async Task Awaited(Pool pool)
    {
        #region op0005
        // await pool.MapAsync<int, Task<int>>(x => Task.FromResult(x), [1, 2]);                                OP0005
        int[] results = await pool.MapAsync(x => Task.FromResult(x), [1, 2]);
        #endregion

        using var stop = new CancellationTokenSource();

        #region op0006
        // await pool.ApplyAsync((int x, CancellationToken token) => Wait(x, token), 1, stop.Token);            OP0006
        int result = await pool.ApplyAsync((int x, CancellationToken token) => Wait(x, token), 1, cancellationToken: stop.Token);
        #endregion

        #region op0007
        // pool.Map(file => file.Length, new DirectoryInfo(".").EnumerateFiles());                              OP0007
        long[] lengths = pool.Map(path => new FileInfo(path).Length, Directory.EnumerateFiles("."));
        #endregion

        Assert.Equal((2, 1), (results[1], result));
        Assert.NotEmpty(lengths);
    }

    private static int Wait(int x, CancellationToken token) => token.IsCancellationRequested ? 0 : x;

    private static int ReadAt(FileStream file, int offset)
    {
        file.Position = offset;
        return file.ReadByte();
    }

    private sealed class Report
    {
        private readonly HttpClient _client = new();

        private int Factor { get; } = 2;

        public int[] Read(Pool pool)
        {
            Assert.NotNull(_client);

            #region op0002
            // pool.Map(x => x * Factor, [1, 2]), in a class that has an HttpClient                             OP0002
            int factor = Factor;
            int[] results = pool.Map(x => x * factor, [1, 2]);
            #endregion

            return results;
        }
    }
}
