using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;

namespace OrleansPool.CliTests.Map;

/// <summary>A run that was killed and goes on gives what an uninterrupted one gives.</summary>
public sealed class ResumeTests
{
    private const int Count = 3_000;
    private const int Kills = 4;
    private const int Cuts = 9;

    private static readonly string Numbers = string.Concat(Enumerable.Range(1, Count).Select(number => $"{number}\n"));

    [Theory(Timeout = Bound.Test)]
    [InlineData("Slowly", "")]
    [InlineData("Slowly", "--unordered")]
    [InlineData("NotTens", "--errors keep")]
    [InlineData("NotTens", "--errors keep --unordered")]
    public async Task KilledAgainAndAgain_GivesTheSameInTheEnd(string function, string options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", Numbers);
        string[] command = Command(folder, function, options);
        var random = new Random(options.Length);
        for (int kill = 0; kill < Kills; kill++)
        {
            long before = Length(folder);
            long more = random.Next(1, 3000);
            using System.Diagnostics.Process process = CliRun.Start([.. command, "--resume"]);
            await Eventually.HoldsAsync(() => process.HasExited || Length(folder) >= before + more, "it has written more");
            process.Kill();
            await process.WaitForExitAsync();
            Processes.ProcessGuard.Forget(process.Id);
        }

        CliRun end = await CliRun.RunAsync([.. command, "--resume", "--json"]);

        Assert.Contains($"\"items\":{Count},", end.Errors);
        Assert.Contains(end.ExitCode, new[] { ToolExit.Done, ToolExit.ItemsKept });
        Check(folder, function, options);

        // It stays, and keeps others from taking the results for theirs.
        (await CliRun.RunAsync([.. Command(folder, "Square", options), "--resume"])).SaidOnly(ToolExit.CannotResume, $"it ran OrleansPool.CliFunctions.Maths.{function}(");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("")]
    [InlineData("--unordered")]
    public async Task CompleteRun_IsLeftAsItIs(string options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", "2\n2\n");
        (await CliRun.RunAsync([.. Command(folder, "Square", options), "--resume"])).Silently();
        (await CliRun.RunAsync([.. Command(folder, "Square", options), "--resume"])).Silently();

        Assert.Equal("4\n4\n", folder.Read("out"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OtherInput_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await InterruptAsync(folder);
        string before = folder.Read("out");
        folder.Write("in", "7" + Numbers);
        (await CliRun.RunAsync([.. Command(folder, "NotTens", ""), "--resume"])).SaidOnly(ToolExit.CannotResume, "The input is not the one of the interrupted run");

        Assert.Equal(before, folder.Read("out"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task CompleteRun_OfAnotherInput_IsRefused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", "1\n2\n3\n");
        (await CliRun.RunAsync([.. Command(folder, "Square", ""), "--resume"])).Silently();
        folder.Write("in", "4\n5\n6\n7\n");
        (await CliRun.RunAsync([.. Command(folder, "Square", ""), "--resume"])).SaidOnly(ToolExit.CannotResume, "The input is not the one of the interrupted run");
        folder.Write("in", "1\n2\n3\n4\n");
        (await CliRun.RunAsync([.. Command(folder, "Square", ""), "--resume"])).Silently();

        Assert.Equal("1\n4\n9\n16\n", folder.Read("out"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task InterruptedRun_IsWrittenOverOnlyWhenThatIsWanted()
    {
        using var folder = new TemporaryFolder();
        await InterruptAsync(folder);
        string before = folder.Read("out");
        (await CliRun.RunAsync(Command(folder, "Square", ""))).SaidOnly(ToolExit.CannotResume, "--resume to go on", "--overwrite");
        Assert.Equal(before, folder.Read("out"));
        (await CliRun.RunAsync([.. Command(folder, "Square", ""), "--overwrite"])).Silently();

        Assert.Equal(Count, folder.Lines("out").Length);
        Assert.False(folder.Has("out.resume"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task RunThatFailedBeforeItsFirstResult_LeavesNothingToGoOnWith()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", "oops\n");
        (await CliRun.RunAsync(Command(folder, "Square", ""))).SaidOnly(ToolExit.WrongInput, "Line 1");
        folder.Write("in", "2\n");
        (await CliRun.RunAsync(Command(folder, "Square", ""))).Silently();

        Assert.Equal("4\n", folder.Read("out"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task RunThatLives_KeepsItsOutput()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", Numbers);
        string[] command = Command(folder, "Slowly", "--errors keep");
        using System.Diagnostics.Process process = CliRun.Start(command);
        await Eventually.HoldsAsync(() => Length(folder) > 0, "it has written something");
        (await CliRun.RunAsync([.. command, "--resume"])).SaidOnly(ToolExit.FileTrouble, "out is written by another run");
        string[] other = [.. command.Select(word => word == folder.File("out") ? folder.File("other") : word)];
        (await CliRun.RunAsync(other)).SaidOnly(ToolExit.FileTrouble, "failed is written by another run");
        await CliRun.EndAsync(process, "");

        Assert.Equal(Enumerable.Range(1, Count).Select(number => $"{number + 1}"), folder.Lines("out"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Device_HasNoJournal()
    {
        (await CliRun.MapAsync("Square", "1\n", "--output", "/dev/null")).Silently();

        Assert.False(File.Exists("/dev/null.resume"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ShorterInput_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await InterruptAsync(folder);
        folder.Write("in", "1\n");

        (await CliRun.RunAsync([.. Command(folder, "NotTens", ""), "--resume"])).SaidOnly(ToolExit.CannotResume, "The input is not the one of the interrupted run");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("Square", "", "it ran OrleansPool.CliFunctions.Maths.NotTens(int)")]
    [InlineData("NotTens", "--unordered", "it ran without --unordered")]
    [InlineData("NotTens", "--errors keep", "it ran without --errors keep")]
    public async Task OtherArguments_AreRefused(string function, string options, string reason)
    {
        using var folder = new TemporaryFolder();
        await InterruptAsync(folder);

        (await CliRun.RunAsync([.. Command(folder, function, options), "--resume"])).SaidOnly(ToolExit.CannotResume, reason, "--overwrite in place of --resume to start again");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("")]
    [InlineData("1\n4\n9\n1")]
    [InlineData("1\n4\n9\n16\n25\n")]
    [InlineData("1\n4\n9\n16\n25\n36\n49\n")]
    public async Task OutputWithoutJournal_GoesOn_WhenItIsOfTheSame(string output)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", "1\n2\n3\n\n4\n5\n6\n7\n");
        folder.Write("out", output);
        (await CliRun.RunAsync([.. Command(folder, "Square", ""), "--resume"])).Silently();

        Assert.Equal("1\n4\n9\n16\n25\n36\n49\n", folder.Read("out"));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("0\n4\n9\n16\n25\n", "line 1 is 0, and", "gives 1 for line 1")]
    [InlineData("1\n4\n9\n16\n26\n", "line 5 is 26, and", "gives 25 for line 5")]
    [InlineData("Dear reader,\nthis is no output.\n", "line 1 is Dear reader,", "--overwrite")]
    [InlineData("Dear reader,\nthis is no output.", "line 1 is Dear reader,", "--overwrite")]
    [InlineData("Dear reader", "one line without an end", "--overwrite")]
    [InlineData("1\n4\n9\n16\n25\n36\n49\n64\n", "more items than the input", "--overwrite")]
    [InlineData("1\r\n4\r\n", "line ends", "--overwrite")]
    public async Task OutputWithoutJournal_IsLeftAlone_WhenItIsOfAnother(string output, string what, string advice)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", "1\n2\n3\n4\n5\n6\n7\n");
        folder.Write("out", output);

        // A second time too: the first has left nothing that says that it is its own.
        for (int time = 0; time < 2; time++)
        {
            (await CliRun.RunAsync([.. Command(folder, "Square", ""), "--resume"])).SaidOnly(ToolExit.CannotResume, what, advice);
        }

        Assert.Equal(output, folder.Read("out"));
        Assert.False(folder.Has("out.resume"));
    }

    /// <summary>The same lines are of any input; of few lines each item is run again, so that it does not matter.</summary>
    [Theory(Timeout = Bound.Test)]
    [InlineData(2, ToolExit.Done, "")]
    [InlineData(7, ToolExit.CannotResume, "the same on all lines that were looked at")]
    public async Task OutputWithoutJournal_OfAFunctionWithoutResult_IsNotKnownAgain(int lines, int exitCode, string what)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", string.Concat(Enumerable.Repeat("1\n", 7)));
        folder.Write("out", string.Concat(Enumerable.Repeat("null\n", lines)));
        CliRun run = await CliRun.RunAsync([.. Command(folder, "DoneAsync", ""), "--resume"]);

        Assert.Contains(what, run.Errors);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.All(folder.Lines("out"), line => Assert.Equal("null", line));
        Assert.Equal(exitCode == ToolExit.Done ? 7 : lines, folder.Lines("out").Length);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("--unordered")]
    [InlineData("--errors keep")]
    public async Task OutputWithoutJournal_IsRefused(string options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", Numbers);
        folder.Write("out", "1\n4\n9\n1");

        (await CliRun.RunAsync([.. Command(folder, "Square", options), "--resume"])).SaidOnly(ToolExit.CannotResume, "no .resume file beside it", "--overwrite");
        Assert.Equal("1\n4\n9\n1", folder.Read("out"));
    }

    /// <summary>A journal and files that a kill left at any of their bytes: each goes on to the same, or is refused, and never to something else.</summary>
    [Theory(Timeout = Bound.Test)]
    [InlineData("")]
    [InlineData("--unordered")]
    [InlineData("--errors keep")]
    [InlineData("--errors keep --unordered")]
    public async Task FilesCutAnywhere_GoOnToTheSame_OrAreRefused(string options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", string.Concat(Enumerable.Range(1, 25).Select(number => $"{number}\n")));
        string[] command = [.. Command(folder, options.Contains("keep", StringComparison.Ordinal) ? "NotTens" : "Square", options), "--resume"];
        await CliRun.RunAsync(command);
        string[] names = [.. new[] { "out", "failed", "out.resume" }.Where(folder.Has)];
        byte[][] whole = [.. names.Select(name => File.ReadAllBytes(folder.File(name)))];
        var random = new Random(7);
        int continued = 0;
        for (int cut = 0; cut < Cuts; cut++)
        {
            int which = cut % names.Length;
            for (int file = 0; file < names.Length; file++)
            {
                File.WriteAllBytes(folder.File(names[file]), file == which ? whole[file][..random.Next(whole[file].Length)] : whole[file]);
            }

            CliRun run = await CliRun.RunAsync(command);
            if (run.ExitCode == ToolExit.CannotResume)
            {
                continue;
            }

            continued++;
            Assert.Contains(run.ExitCode, new[] { ToolExit.Done, ToolExit.ItemsKept });
            for (int file = 0; file < names.Length - 1; file++)
            {
                Assert.Equal(Lines(whole[file], options), Lines(File.ReadAllBytes(folder.File(names[file])), options));
            }
        }

        Assert.InRange(continued, 1, Cuts);
    }

    /// <summary>The tenth item ends it.</summary>
    private static async Task InterruptAsync(TemporaryFolder folder)
    {
        folder.Write("in", Numbers);
        (await CliRun.RunAsync(Command(folder, "NotTens", ""))).SaidOnly(ToolExit.ItemFailed, "Line 10 of the input failed");
        Assert.Equal(9, folder.Lines("out").Length);
        Assert.True(folder.Has("out.resume"));
    }

    private static string[] Command(TemporaryFolder folder, string function, string options) =>
    [
        "map", CliRun.Functions, $"Maths.{function}", "--input", folder.File("in"), "--output", folder.File("out"), "--workers", "4",
        .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        .. options.Contains("keep", StringComparison.Ordinal) ? ["--failed", folder.File("failed")] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Lines(byte[] file, string options)
    {
        IEnumerable<string> lines = System.Text.Encoding.UTF8.GetString(file).Split('\n');
        return options.Contains("unordered", StringComparison.Ordinal) ? lines.Order(StringComparer.Ordinal) : lines;
    }

    private static long Length(TemporaryFolder folder) => folder.Has("out") ? new FileInfo(folder.File("out")).Length : 0;

    private static void Check(TemporaryFolder folder, string function, string options)
    {
        int[] expected = [.. Enumerable.Range(1, Count).Where(number => function == "Slowly" || number % 10 != 0).Select(number => function == "Slowly" ? number + 1 : number)];
        int[] results = [.. folder.Lines("out").Select(int.Parse)];
        Assert.Equal(expected, options.Contains("unordered", StringComparison.Ordinal) ? results.Order() : results);
        if (options.Contains("keep", StringComparison.Ordinal))
        {
            long[] failed = [.. folder.Lines("failed").Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("index").GetInt64())];
            Assert.Equal(Enumerable.Range(1, Count).Where(number => number % 10 == 0).Select(number => number - 1L), failed.Order());
        }
    }
}
