using System.ComponentModel;
using System.Diagnostics;

namespace OrleansPool.Processes;

/// <summary>
/// A process of ours: its output, its end, and the signals that it gets. It is killed when this object goes, with what it has started, and when
/// this process ends in any way.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan FreezePatience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _name;
    private readonly Task _read;

    private ChildProcess(string name, Process process)
    {
        _name = name;
        _process = process;
        _read = Task.WhenAll(ReadAsync(process.StandardOutput, Log), ReadAsync(process.StandardError, Log, Errors));
        Ended = EndAsync();
    }

    public int Id => _process.Id;

    /// <summary>What it writes, to standard output and to standard error.</summary>
    public ProcessLog Log { get; } = new();

    /// <summary>What it writes to standard error.</summary>
    public ProcessLog Errors { get; } = new();

    /// <summary>Completes with the exit code; 128 and the number of the signal for a process that was killed.</summary>
    public Task<int> Ended { get; }

    public static ChildProcess Start(string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string variable, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{program} could not be started: {error.Message}. See that it is installed.", error);
        }

        ProcessGuard.Watch(process.Id);
        return new ChildProcess(name, process);
    }

    /// <summary>Waits until it writes a line that matches.</summary>
    /// <exception cref="InvalidOperationException">It ended without, or the time is up. The message has what it wrote.</exception>
    public async Task WaitForLineAsync(string pattern, TimeSpan patience, int from = 0)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            if (await Log.FindAsync(pattern, from, limit.Token).ConfigureAwait(false) is not null)
            {
                return;
            }
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"{_name} did not write '{pattern}' within {patience.TotalSeconds} s. It wrote:\n{Written()}");
        }

        throw new InvalidOperationException($"{_name} ended with {await Ended.ConfigureAwait(false)} before it wrote '{pattern}'. It wrote:\n{Written()}");
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    /// <summary>SIGINT: what Ctrl+C sends.</summary>
    public void Interrupt() => Signal(Posix.SigInt);

    /// <summary>SIGTERM: asks it to stop.</summary>
    public void Terminate() => Signal(Posix.SigTerm);

    /// <summary>SIGSTOP: it and what it has started stand still, from before this returns, until it is continued.</summary>
    public void Freeze()
    {
        Signal(Posix.SigStop);
        Posix.WaitUntilStopped(Id, FreezePatience);
        foreach (int child in Posix.ChildrenOf(Id))
        {
            Posix.SignalIfThere(child, Posix.SigStop);
            Posix.WaitUntilStopped(child, FreezePatience);
        }
    }

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        foreach (int child in Posix.ChildrenOf(Id))
        {
            Posix.SignalIfThere(child, Posix.SigCont);
        }

        Signal(Posix.SigCont);
    }

    public string Written() => string.Join('\n', Log.Lines);

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
        {
            _process.Kill(entireProcessTree: true);
        }

        await Ended.ConfigureAwait(false);
        _process.Dispose();
    }

    private void Signal(int signal)
    {
        try
        {
            Posix.Signal(Id, signal);
        }
        catch (InvalidOperationException) when (_process.HasExited)
        {
            // It was faster: what has ended needs no signal.
            return;
        }
    }

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        ProcessGuard.Forget(Id);
        await _read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Log.End();
        Errors.End();
        return _process.ExitCode;
    }

    private static async Task ReadAsync(StreamReader reader, params ProcessLog[] logs)
    {
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            foreach (ProcessLog log in logs)
            {
                log.Add(line);
            }
        }
    }
}
