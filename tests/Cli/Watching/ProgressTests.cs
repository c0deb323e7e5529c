using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Watching;
using OrleansPool.CliTests.Support;

namespace OrleansPool.CliTests.Watching;

/// <summary>What people see while they wait.</summary>
public sealed class ProgressTests
{
    /// <summary>Standard error is a terminal, input and output are none: the ordinary case. What the terminal got is in the file "seen".</summary>
    [Theory(Timeout = Bound.Test)]
    [InlineData("orleanspool map {0} Maths.Slowly --workers 4 < in > out", "[######")]
    [InlineData("cat in | orleanspool map {0} Maths.Slowly --workers 4 > out", " items, ")]
    [InlineData("orleanspool exec --workers 4 -- sleep < short > out", "[######")]
    public async Task Terminal_ShowsABarThatMoves_AndGoesAway(string command, string sign)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in", string.Concat(Enumerable.Range(0, 1500).Select(number => $"{number}\n")));
        folder.Write("short", string.Concat(Enumerable.Repeat("0.05\n", 100)));
        folder.Write("run", $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, command, CliRun.Functions)}\n");
        CliRun run = await CliRun.ShellAsync("script -qec 'stty cols 80; TERM=xterm NO_COLOR=1 sh run' seen > /dev/null", folder.Path);

        Assert.Equal(0, run.ExitCode);
        string seen = folder.Read("seen").Split('\n', 2)[1];
        Assert.Contains(sign, seen);
        Assert.Contains("/s", seen);
        Assert.Matches(@"\r\x1b\[K(\s|$)", seen);
        Assert.DoesNotMatch(@"\x1b\[[0-9;?]*[mlh]", seen);
        Assert.All(seen.Split("\r\x1b[K"), line => Assert.InRange(line.Split('\n')[0].TrimEnd('\r').Length, 0, 80));
    }

    [Theory]
    [InlineData("xterm", false, true)]
    [InlineData(null, false, false)]
    [InlineData("dumb", false, false)]
    [InlineData(null, true, true)]
    public void Bar_NeedsATerminalThatErases(string? terminal, bool isWindows, bool can) => Assert.Equal(can, ProgressView.CanErase(terminal, isWindows));

    [Fact]
    public void Line_IsCutToTheTerminal()
    {
        var progress = new RunProgress { TotalBytes = 8 };
        var reader = new LineReader(new MemoryStream("1\n2\n3\n4\n"u8.ToArray()));
        progress.Begin(reader, 0);
        while (reader.Read())
        {
            continue;
        }

        progress.AddDone();
        progress.AddDone();
        progress.AddFailed();

        Assert.StartsWith("[##################......]  75 %  3 items, 1 failed, ", ProgressLine.Text(progress, 200));
        Assert.Equal(29, ProgressLine.Text(progress, 30).Length);
    }
}
