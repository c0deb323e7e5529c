#region readme
using OrleansPool;

await using var pool = await LocalPool.StartAsync();            // one worker for each core

int[] squares = await pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));

await foreach (string line in pool.ImapUnordered(Describe, Directory.EnumerateFiles(".")))
{
    Console.WriteLine(line);                                    // each as soon as it is ready
}

static string Describe(string path) => $"{path}: {new FileInfo(path).Length} bytes";
#endregion
