using System.Diagnostics;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>One of the programs with a pool, in a process of its own. Killed at the latest when it is disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote to standard error, to its end.</summary>
    public Task<string> ErrorsAsync => _errors.Bounded();

    public static ChildProcess Start(string mode)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "PoolProgram.dll");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

        // A background job of a shell ignores Ctrl+C, and so would the program.
        string[] command = OperatingSystem.IsLinux()
            ? ["env", "--default-signal=INT", dotnet, program, mode]
            : [dotnet, program, mode];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().Bounded();

    /// <summary>Sends it a signal by name, as <c>kill</c> does.</summary>
    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, $"{_process.Id}"]);
        await kill.WaitForExitAsync().Bounded();
    }

    /// <summary>Waits for its end, within a limit, and gives its exit code.</summary>
    public async Task<int> ExitedAsync(TimeSpan limit)
    {
        await _process.WaitForExitAsync().WaitAsync(limit);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().Bounded();
        }

        _process.Dispose();
    }
}
