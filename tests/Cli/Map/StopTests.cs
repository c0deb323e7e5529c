using System.Diagnostics;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Map;

/// <summary>SIGINT once stops and says what was done; twice ends at once.</summary>
public sealed class StopTests
{
    private static readonly string Numbers = string.Concat(Enumerable.Range(0, 100_000).Select(number => $"{number}\n"));

    [Fact(Timeout = Bound.Test)]
    public async Task Once_StopsAndSaysWhatWasDone()
    {
        using var folder = new TemporaryFolder();
        Process process = await StartAsync(folder, "Slowly");
        Posix.Signal(process.Id, Posix.SigInt);
        CliRun run = await CliRun.EndAsync(process, "");

        run.SaidOnly(ToolExit.Interrupted, "Stopped: ", "items are done", "--resume");
        string[] lines = folder.Lines("out");
        Assert.Equal(Enumerable.Range(0, lines.Length).Select(number => $"{number + 1}"), lines);
        Assert.Contains($"Stopped: {lines.Length} items", run.Errors);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Twice_EndsAtOnce()
    {
        using var folder = new TemporaryFolder();
        Process process = await StartAsync(folder, "HangAtTen");

        // The run waits for an item that does not end. Signals that come close together are one: so it is told until it has ended.
        await Eventually.HoldsAsync(
            () =>
            {
                Posix.SignalIfThere(process.Id, Posix.SigInt);
                return process.HasExited;
            },
            "it has ended");

        Assert.Equal(ToolExit.EndedAtOnce, (await CliRun.EndAsync(process, "")).ExitCode);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_StopsToo()
    {
        using var folder = new TemporaryFolder();
        Process process = await StartAsync(folder, "Slowly");
        Posix.Signal(process.Id, Posix.SigTerm);

        (await CliRun.EndAsync(process, "")).SaidOnly(ToolExit.Terminated, "Stopped: ");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task InputThatStaysOpen_DoesNotKeepItFromStopping()
    {
        using Process process = CliRun.Start("map", CliRun.Functions, "Maths.Square");
        await process.StandardInput.WriteAsync("5\n");
        await process.StandardInput.FlushAsync();
        Assert.Equal("25", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        Posix.Signal(process.Id, Posix.SigInt);
        await process.WaitForExitAsync().WaitAsync(Bound.Limit);

        Assert.Equal(ToolExit.Interrupted, process.ExitCode);
        ProcessGuard.Forget(process.Id);
    }

    private static async Task<Process> StartAsync(TemporaryFolder folder, string function)
    {
        Process process = CliRun.Start("map", CliRun.Functions, $"Maths.{function}", "--input", folder.Write("in", Numbers), "--output", folder.File("out"));
        await Eventually.HoldsAsync(() => folder.Has("out") && new FileInfo(folder.File("out")).Length > 0, "a result is written");
        return process;
    }
}
