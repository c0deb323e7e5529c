using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Travel;

/// <summary>A silo process of its own, with a folder for packages that goes away with it.</summary>
internal sealed class CodeSilo : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-benchmark-");
    private readonly SiloProcess _silo;

    private CodeSilo(string[] arguments) => _silo = new SiloProcess(
        SiloHost.Loopback,
        FreePorts.Next(),
        FreePorts.Next(),
        ["--workers", "2", "--code-folder", _folder.FullName, .. arguments],
        new Dictionary<string, string>());

    public string Gateway => _silo.Gateway;

    /// <summary>What it has written.</summary>
    public IReadOnlyList<string> Lines => _silo.Process.Log.Lines;

    /// <summary>Has never seen this program, and runs what is sent to it.</summary>
    public static Task<CodeSilo> StartAsync(params string[] arguments) => StartWithAsync(["--code", "any", .. arguments]);

    /// <summary>Has this program's functions.</summary>
    public static Task<CodeSilo> StartDeployedAsync() => StartWithAsync(["--functions", typeof(CodeSilo).Assembly.Location]);

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<CodeSilo> StartWithAsync(string[] arguments)
    {
        var silo = new CodeSilo(arguments);
        await silo._silo.StartAsync();
        return silo;
    }
}
