using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Exec;

/// <summary>Programs over lines, in a pool of this machine.</summary>
public sealed class ExecTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData("echo", "/a/b.tar.gz")]
    [InlineData("echo {}", "/a/b.tar.gz")]
    [InlineData("echo {/} {//} {.} {/.} {#}", "b.tar.gz /a /a/b.tar b.tar 1")]
    [InlineData("echo x{}y{}", "x/a/b.tar.gzy/a/b.tar.gz")]
    public async Task Places_AreFilled(string command, string output)
    {
        CliRun run = await ExecAsync("/a/b.tar.gz\n", command.Split(' '));

        Assert.Equal([output], run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Arguments_ArePassedAsTheyAre()
    {
        const string Nasty = "$(touch /tmp/x); `id` 'a' \"b\" * | > {} {%} @x";
        CliRun run = await ExecAsync($"{Nasty}\n", "printf", "[%s]\\n", "{}", "a b", "@no-such-file", "-v");

        Assert.Equal([$"[{Nasty}]", "[a b]", "[@no-such-file]", "[-v]"], run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Slot_IsTheNumberOfTheWorker()
    {
        CliRun run = await CliRun.RunAsync(["exec", "--workers", "1", "--", "echo", "{%}-{}"], "a\nb\n");

        Assert.Equal(["1-a", "1-b"], run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task KeepOrder_WritesInTheOrderOfTheInput()
    {
        CliRun run = await CliRun.RunAsync(["exec", "-k", "--workers", "4", "--", "sh", "-c", "sleep $1; echo $1", "sh"], "0.4\n0.2\n0\n");

        Assert.Equal(["0.4", "0.2", "0"], run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Output_IsNeverMixed()
    {
        CliRun run = await CliRun.RunAsync(["exec", "--workers", "4", "--", "sh", "-c", "for i in 1 2 3 4 5; do echo $1; sleep 0.01; done", "sh"], "a\nb\nc\nd\n");

        Assert.All(run.Silently().Lines.Chunk(5), five => Assert.Single(five.Distinct()));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0, 3, 0)]
    [InlineData(2, 1, 2)]
    [InlineData(100, 0, 100)]
    [InlineData(102, 0, 101)]
    public async Task ExitCode_CountsThoseThatFailed(int failing, int passing, int code)
    {
        string input = string.Concat(Enumerable.Repeat("1\n", failing).Concat(Enumerable.Repeat("0\n", passing)));
        CliRun run = await ExecAsync(input, "sh", "-c", "exit $1", "sh");

        Assert.Equal(code, run.ExitCode);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task StandardInput_OfThePrograms_IsClosed() => Assert.Equal("", (await ExecAsync("x\n", "sh", "-c", "cat")).Silently().Output);

    [Fact(Timeout = Bound.Test)]
    public async Task ProgramThatIsNotThere_FailsAs127()
    {
        CliRun run = await CliRun.RunAsync(["exec", "--json", "--", "no-such-program-here"], "x\n");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("\"exitCode\":127", run.Output);
        Assert.Contains("no-such-program-here is not in the PATH", run.Output);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task TimeUp_KillsTheProgramAndItsChildren()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.RunAsync(["exec", "--item-timeout", "1", "--", "sh", "-c", "sleep 1000 & echo $! > $1; wait", "sh"], $"{folder.File("pid")}\n");

        run.SaidOnly(1, "Line 1 of the input failed");
        await Eventually.HoldsAsync(() => !IsAlive(int.Parse(folder.Read("pid"))), "the child is gone");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Retries_RunAProgramThatFailsAgain_AndCountItsLastRun()
    {
        using var folder = new TemporaryFolder();
        const string Script = "echo run >> $2; [ $1 = bad ] && exit 3; [ $(wc -l < $2) = 3 ] && echo well";
        CliRun run = await CliRun.RunAsync(
            ["exec", "--retries", "2", "--json", "--", "sh", "-c", Script, "sh", "{}", $"{folder.Path}/{{}}"], "bad\nflaky\n");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal([3, 3], new[] { folder.Lines("bad").Length, folder.Lines("flaky").Length });
        Assert.Contains(run.Lines, line => line.Contains("\"input\":\"bad\",\"exitCode\":3,", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("\"input\":\"flaky\",\"exitCode\":0,\"output\":\"well\\n\"", StringComparison.Ordinal));
        Assert.Equal(2, run.Lines.Length);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ProgramThatWritesTooMuch_IsKilledAndNamed() =>
        (await ExecAsync("x\n", "yes")).SaidOnly(1, "Line 1 of the input failed", "wrote more than 64 MiB");

    [Fact(Timeout = Bound.Test)]
    public async Task WhatStaysInTheBackground_KeepsNothingUp() => Assert.Equal(["done"], (await ExecAsync("x\n", "sh", "-c", "sleep 3 & echo done")).Silently().Lines);

    [Fact(Timeout = Bound.Test)]
    public async Task FullDisk_IsNamed() =>
        (await CliRun.ShellAsync("printf '1\\n2\\n' | orleanspool exec -- echo > /dev/full")).SaidOnly(ToolExit.FileTrouble, "Standard output cannot be written: No space left on device.");

    [Fact(Timeout = Bound.Test)]
    public async Task ClosedPipe_EndsTheRun()
    {
        CliRun run = await CliRun.ShellAsync("yes 2>/dev/null | orleanspool exec -- echo | head -1; exit ${PIPESTATUS[1]}");

        run.SaidOnly(ToolExit.ClosedPipe, "was closed by whoever read it");
        Assert.Equal(["y"], run.Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Stop_KillsThePrograms_AndSaysWhatWasDone()
    {
        using var folder = new TemporaryFolder();
        using System.Diagnostics.Process process = CliRun.Start("exec", "--workers", "1", "--input", folder.Write("in", "0\n1000\n"), "--", "sh", "-c", $"echo $1; echo $$ > {folder.File("pid")}-$1; exec sleep $1", "sh");
        Assert.Equal("0", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        await Eventually.HoldsAsync(() => folder.Has("pid-1000") && folder.Read("pid-1000").EndsWith('\n'), "the second program runs");
        Posix.Signal(process.Id, Posix.SigInt);
        (await CliRun.EndAsync(process, "")).SaidOnly(ToolExit.Interrupted, "Stopped: 1 programs have ended, 0 of them failed; those that were running were killed.");

        Assert.False(IsAlive(int.Parse(folder.Read("pid-1000"))));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Null_TakesInputsWithLineFeeds()
    {
        CliRun run = await CliRun.RunAsync(["exec", "-0", "-k", "--", "printf", "[%s]"], "a\nb\0c\0");

        Assert.Equal("[a\nb][c]", run.Silently().Output);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task DryRun_OnlyShows() =>
        Assert.Equal(["rm -r 'a b'"], (await CliRun.RunAsync(["exec", "--dry-run", "--", "rm", "-r", "{}"], "a b\n")).Silently().Lines);

    [Fact(Timeout = Bound.Test)]
    public async Task WrongUsage_IsNoNumberOfPrograms() => (await CliRun.RunAsync(["exec", "--nonsense", "--", "true"])).SaidOnly(ToolExit.WrongExecUsage, "--nonsense");

    private static Task<CliRun> ExecAsync(string input, params string[] command) => CliRun.RunAsync(["exec", "--", .. command], input);

    private static bool IsAlive(int process) => Directory.Exists($"/proc/{process}") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
}
