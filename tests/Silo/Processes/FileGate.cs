namespace OrleansPool.SiloTests.Processes;

/// <summary>Holds a function in another process until the test lets it go: it makes a file, and waits until that is gone.</summary>
internal sealed class FileGate : IDisposable
{
    public const int Result = 7;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"orleanspool-{Guid.NewGuid():N}");

    public static async Task<int> Pass(string path)
    {
        await File.WriteAllTextAsync(path, string.Empty);
        while (File.Exists(path))
        {
            await Task.Delay(Period);
        }

        return Result;
    }

    /// <summary>The same in an item of its own, on a silo with another label.</summary>
    public static async Task<int> PassWithin(string path) =>
        await PoolContext.Current.Pool.ApplyAsync(Pass, path, options: new JobOptions { Labels = { ["role"] = "inner" } });

    public async Task ReachedAsync()
    {
        while (!File.Exists(Path))
        {
            await Task.Delay(Period);
        }
    }

    public void Open() => File.Delete(Path);

    public void Dispose() => Open();
}
