using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>A running peer. It ends when nothing more can come on its input, so it does not outlive this process.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly LastLines _errors = new();
    private bool _isStuck;

    private PeerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>Whether it can be asked once more.</summary>
    public bool IsUsable => !_isStuck && !_process.HasExited;

    /// <summary>What the peer is, once it has answered.</summary>
    public string? Version { get; private set; }

    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    public static PeerProcess Start(PeerPlan plan)
    {
        var start = new ProcessStartInfo(plan.Program, plan.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return new PeerProcess(Process.Start(start)!);
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{plan.Program} could not be started: {error.Message}", error);
        }
    }

    public async Task<Reply> AskAsync(Job job, TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await _process.StandardInput.WriteLineAsync(JobLines.Write(job).AsMemory(), timer.Token);
            await _process.StandardInput.FlushAsync(timer.Token);
            Version ??= (await ReadAsync(timer.Token)).Version;
            return ReplyOf(await ReadAsync(timer.Token));
        }
        catch (OperationCanceledException)
        {
            _isStuck = true;
            return new Reply(Status.TooSlow, Note: $"longer than {limit.TotalSeconds:F0} s");
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            _isStuck = true;
            return new Reply(Status.Failed, Note: $"{await EndOfAsync() ?? error.Message} {_errors}".Trim());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(EndPatience);
            await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Reply ReplyOf(Answer answer) => answer switch
    {
        { DoesNotApply: { } reason } => new Reply(Status.DoesNotApply, Note: reason),
        { Timing: { } timing } => new Reply(Status.Measured, timing),
        _ => new Reply(Status.Failed, Note: answer.Error ?? "gave an empty answer"),
    };

    private async Task<Answer> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            ? JobLines.ReadAnswer(line)
            : throw new IOException("The process closed its output.");

    /// <summary>What it ended with, and all that it wrote on standard error is there then; null if it lives.</summary>
    private async Task<string?> EndOfAsync()
    {
        using var limit = new CancellationTokenSource(EndPatience);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _process.HasExited
            ? $"The process ended with exit code {_process.ExitCode}; run `{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}` by hand."
            : null;
    }
}
