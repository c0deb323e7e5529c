namespace OrleansPool.SiloTests.Processes;

/// <summary>Holds a function in another process until the test lets it go: it makes a file, and waits until that is gone.</summary>
internal sealed class FileGate : IDisposable
{
    public const int Result = 7;

    private readonly FileSystemWatcher _watcher;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FileGate()
    {
        _watcher = Watch(Path);
        _watcher.Created += (_, _) => _reached.TrySetResult();
        _watcher.EnableRaisingEvents = true;
    }

    public string Path { get; } = System.IO.Path.Combine(Directory.CreateTempSubdirectory("orleanspool-").FullName, "gate");

    public static async Task<int> Pass(string path)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using FileSystemWatcher watcher = Watch(path);
        watcher.Deleted += (_, _) => opened.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await File.WriteAllTextAsync(path, string.Empty);
        await opened.Task;
        return Result;
    }

    /// <summary>The same in an item of its own, on a silo with another label.</summary>
    public static async Task<int> PassWithin(string path) =>
        await PoolContext.Current.Pool.ApplyAsync(Pass, path, options: new JobOptions { Labels = { ["role"] = "inner" } });

    public Task ReachedAsync() => _reached.Task;

    public void Open() => File.Delete(Path);

    public void Dispose()
    {
        _watcher.Dispose();
        Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }

    private static FileSystemWatcher Watch(string path) => new(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path));
}
