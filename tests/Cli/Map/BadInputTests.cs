using System.Text.Json;
using OrleansPool.Cli.Lines;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;

namespace OrleansPool.CliTests.Map;

/// <summary>What is wrong is one line on standard error and an exit code of its kind; what was written before stays.</summary>
public sealed class BadInputTests
{
    private const string FullDevice = "/dev/full";

    [Fact(Timeout = Bound.Test)]
    public async Task LineThatIsNotJson_IsNamed_AfterTheResultsBefore()
    {
        CliRun run = await CliRun.MapAsync("Square", "1\n2\n{oops\n3\n");

        run.SaidOnly(ToolExit.WrongInput, "Line 3 of the input is not JSON", "one JSON value on each line");
        Assert.Equal(["1", "4"], run.Lines);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("Square", "\"text\"")]
    [InlineData("Square", "1.5")]
    [InlineData("Square", "null")]
    [InlineData("Square", "[1]")]
    [InlineData("Add", "1")]
    [InlineData("Add", "[1]")]
    [InlineData("Add", "[1,2,3]")]
    [InlineData("Add", "[1,null]")]
    [InlineData("Eight", "[1,2,3,4,5,6,7]")]
    [InlineData("Eight", "[1,2,3,4,5,6,7,8,9]")]
    [InlineData("Older", "[{\"name\":null,\"age\":1},1]")]
    [InlineData("Older", "[{\"name\":\"x\"},1]")]
    public async Task ValueOfAnotherType_IsNamed(string function, string line)
    {
        CliRun run = await CliRun.MapAsync(function, $"{line}\n");

        run.SaidOnly(ToolExit.WrongInput, "Line 1 of the input is JSON, but not what", $"Maths.{function}(");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task TwoValuesOnALine_AreNotOne() =>
        (await CliRun.MapAsync("Square", "1 2\n")).SaidOnly(ToolExit.WrongInput, "Line 1 of the input is not JSON");

    [Theory(Timeout = Bound.Test)]
    [InlineData("Maths.Sqare", "no static method Maths.Sqare", "Did you mean OrleansPool.CliFunctions.Maths.Square?")]
    [InlineData("Math.Square", "Did you mean OrleansPool.CliFunctions.Maths.Square?", "")]
    [InlineData("Geometry.Square", "Did you mean OrleansPool.CliFunctions.Maths.Square?", "")]
    [InlineData("Maths.Xyzzyxyzzy", "It has", "static methods, such as")]
    [InlineData("Counter.Add", "is not static", "Make it static")]
    [InlineData("Square", "TYPE.METHOD", "Maths.Square")]
    [InlineData("Maths.Twice", "ambiguous", "Twice(int), OrleansPool.CliFunctions.Maths.Twice(string)")]
    [InlineData("Maths.Twice(double)", "is not in", "Twice(int)")]
    [InlineData("Maths.Generic", "is generic", "one type")]
    [InlineData("Maths.OfSpan", "'bytes'", "cannot come from JSON")]
    [InlineData("Maths.Seventeen", "17 parameters", "at most 16")]
    public async Task FunctionThatIsNotThere_IsNamedWithWhatThereIs(string function, string what, string there) =>
        (await CliRun.RunAsync(["map", CliRun.Functions, function])).SaidOnly(ToolExit.NoFunction, what, there);

    [Fact(Timeout = Bound.Test)]
    public async Task AssemblyThatDoesNotLoad_IsNamed()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.dll", "This is no assembly.");

        (await CliRun.RunAsync(["map", text, "A.B"])).SaidOnly(ToolExit.NoFunction, "text.dll is not a .NET assembly");
        (await CliRun.RunAsync(["map", folder.File("missing.dll"), "A.B"])).SaidOnly(ToolExit.NoFunction, "missing.dll does not exist");
        (await CliRun.RunAsync(["map", folder.Path, "A.B"])).SaidOnly(ToolExit.NoFunction, "is a folder");
        (await CliRun.RunAsync(["map", "No.Such.Assembly", "A.B"])).SaidOnly(ToolExit.NoFunction, "no file 'No.Such.Assembly'");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ItemThatFails_EndsTheRun()
    {
        CliRun run = await CliRun.MapAsync("NotTens", "1\n2\n\n10\n3\n", "--chunk-size", "1");

        run.SaidOnly(ToolExit.ItemFailed, "Line 4 of the input failed", "System.InvalidOperationException: 10 is a ten. Of two lines.", "--errors keep");
        Assert.Equal(["1", "2"], run.Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ItemThatTakesTooLong_Fails() =>
        (await CliRun.MapAsync("ForeverAsync", "1\n", "--item-timeout", "100ms")).SaidOnly(ToolExit.ItemFailed, "Line 1 of the input failed", "ItemTimeoutException");

    [Fact(Timeout = Bound.Test)]
    public async Task ItemThatHangs_KeepsNothingUp() =>
        (await CliRun.ProcessAsync(["map", CliRun.Functions, "Maths.Hang", "--item-timeout", "0.1"], "1\n")).SaidOnly(ToolExit.ItemFailed, "Line 1 of the input failed", "ItemTimeoutException");

    [Fact(Timeout = Bound.Test)]
    public async Task ItemThatIsRetried_SaysHowOften() =>
        (await CliRun.MapAsync("NotTens", "10\n", "--retries", "2")).SaidOnly(ToolExit.ItemFailed, "10 is a ten", "attempt 3");

    [Fact(Timeout = Bound.Test)]
    public async Task Json_SaysWhatIsWrong() =>
        (await CliRun.MapAsync("Square", "1\nx\n", "--json")).SaidOnly(ToolExit.WrongInput, "{\"error\":\"Line 2 of the input", "\"line\":2", $"\"exitCode\":{ToolExit.WrongInput}");

    [Fact(Timeout = Bound.Test)]
    public async Task ClusterThatIsNotThere_IsNamed() =>
        (await CliRun.MapAsync("Square", "1\n", "--connect", $"127.0.0.1:{Processes.FreePorts.Next()}")).SaidOnly(ToolExit.NoCluster, "No silo of cluster 'orleanspool'", "cannot be connected to");

    [Fact(Timeout = Bound.Test)]
    public async Task GatewayThatIsNone_IsNamed() =>
        (await CliRun.MapAsync("Square", "1\n", "--connect", "nonsense")).SaidOnly(ToolExit.NoCluster, "--connect", "'nonsense' is not a gateway");

    [Fact(Timeout = Bound.Test)]
    public async Task FullDisk_IsNamed()
    {
        CliRun run = await CliRun.ShellAsync($"printf '1\\n2\\n' | orleanspool map {CliRun.Functions} Maths.Square > {FullDevice}");

        run.SaidOnly(ToolExit.FileTrouble, "Standard output cannot be written: No space left on device.");
    }

    /// <summary>A limit on the size of files, which the runtime's own may not meet: it is full in the middle of a line.</summary>
    [Fact(Timeout = Bound.Test)]
    public async Task FullDisk_OfAnOutput_LeavesWholeLines_AndTheRunGoesOn()
    {
        using var folder = new TemporaryFolder();
        const int Count = 5_000;
        folder.Write("in", string.Concat(Enumerable.Range(1, Count).Select(number => $"{number}\n")));
        string command = $"orleanspool map {CliRun.Functions} Maths.Square --input in --output out";
        CliRun run = await CliRun.ShellAsync($"trap '' XFSZ; ulimit -f 16; {command}", folder.Path, new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });

        run.SaidOnly(ToolExit.FileTrouble, "out cannot be written", "Make room");
        string[] lines = folder.Lines("out");
        Assert.InRange(lines.Length, 1, Count - 1);
        Assert.EndsWith("\n", folder.Read("out"));
        Assert.Equal(Squares(lines.Length), lines);
        (await CliRun.RunAsync(["map", CliRun.Functions, "Maths.Square", "--input", folder.File("in"), "--output", folder.File("out"), "--resume"])).Silently();
        Assert.Equal(Squares(Count), folder.Lines("out"));

        static IEnumerable<string> Squares(int count) => Enumerable.Range(1, count).Select(number => $"{(long)number * number}");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task HelpOnAFullDisk_IsNoStack() =>
        (await CliRun.ShellAsync($"orleanspool map --help > {FullDevice}")).SaidOnly(ToolExit.FileTrouble, "Standard output cannot be written: No space left on device.");

    [Theory(Timeout = Bound.Test)]
    [InlineData("mpa", "There is no command 'mpa'. Did you mean map?")]
    [InlineData("frobnicate", "There is no command 'frobnicate'. The option --help lists what there is.")]
    [InlineData("--frobnicate", "Unrecognized command or argument '--frobnicate'.")]
    public async Task CommandThatIsNotThere_IsNamed(string command, string message) => (await CliRun.RunAsync([command])).SaidOnly(ToolExit.WrongUsage, message);

    [Fact(Timeout = Bound.Test)]
    public async Task ClosedPipe_EndsTheRun()
    {
        CliRun run = await CliRun.ShellAsync($"seq 100000000 2>/dev/null | orleanspool map {CliRun.Functions} Maths.Square | head -1; exit ${{PIPESTATUS[1]}}");

        run.SaidOnly(ToolExit.ClosedPipe, "was closed by whoever read it");
        Assert.Equal(["1"], run.Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task OutputThatCannotBeOpened_IsNamed() =>
        (await CliRun.MapAsync("Square", "1\n", "--output", "/no/such/folder/out")).SaidOnly(ToolExit.FileTrouble, "/no/such/folder/out cannot be written");

    [Fact(Timeout = Bound.Test)]
    public async Task InputThatIsTheOutput_UnderAnotherName_IsLeftAsItIs()
    {
        using var folder = new TemporaryFolder();
        string numbers = folder.Write("numbers", "1\n2\n");
        (await CliRun.ShellAsync($"ln -s numbers soft; ln numbers hard; orleanspool map {CliRun.Functions} Maths.Square --output numbers < numbers", folder.Path))
            .SaidOnly(ToolExit.WrongUsage, "The input is the output");
        foreach (string link in new[] { "soft", "hard" })
        {
            (await CliRun.MapAsync("Square", "", "--input", numbers, "--output", folder.File(link))).SaidOnly(ToolExit.WrongUsage, "The input is the output");
            (await CliRun.MapAsync("Square", "", "--input", numbers, "--output", folder.File("out"), "--errors", "keep", "--failed", folder.File(link)))
                .SaidOnly(ToolExit.WrongUsage, "The input is --failed");
            (await CliRun.MapAsync("Square", "3\n", "--output", numbers, "--errors", "keep", "--failed", folder.File(link))).SaidOnly(ToolExit.WrongUsage, "are the same file");
        }

        Assert.Equal("1\n2\n", folder.Read("numbers"));
    }

    [Fact]
    public void LineThatIsTooLong_IsNamed()
    {
        var reader = new LineReader(new MemoryStream([.. "1\n"u8, .. new byte[3 << 20]]), mostLine: 1 << 20);
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out ToolException? error));

        Assert.Equal((ToolExit.WrongInput, 2L), (error!.ExitCode, error.Line));
        Assert.Contains("Line 2 of the input is longer than 1 MiB.", error.Message);
    }

    [Fact]
    public void FileTrouble_OfAnyKind_IsNoDefect()
    {
        Assert.Equal(ToolExit.FileTrouble, ToolRun.Explain(new IOException("The disk is gone")).ExitCode);
        Assert.Equal(ToolExit.FileTrouble, ToolRun.Explain(new UnauthorizedAccessException("Not yours")).ExitCode);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task InputThatIsNotThere_IsNamed() =>
        (await CliRun.MapAsync("Square", "", "--input", "/no/such/file")).SaidOnly(ToolExit.FileTrouble, "--input /no/such/file does not exist");

    [Fact(Timeout = Bound.Test)]
    public async Task MissingArguments_AreSaidOnce()
    {
        CliRun run = await CliRun.RunAsync(["map"]);

        run.SaidOnly(ToolExit.WrongUsage, "Required argument missing for command: 'map'.");
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(run.Errors, "Required argument"));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("--errors keep", "--errors keep needs --failed FILE")]
    [InlineData("--failed f", "only with --errors keep")]
    [InlineData("--resume", "add --output FILE")]
    [InlineData("--retry-failed", "--retry-failed takes --output, --errors keep and --failed")]
    [InlineData("--workers 0", "--workers is '0'; it must be a whole number from 1 to 4096")]
    [InlineData("--item-timeout never", "--item-timeout is 'never'")]
    [InlineData("--item-timeout 0ms", "--item-timeout is '0ms'; it must be a number of seconds from 0.001 to 4233600, or with a unit")]
    [InlineData("--input x --output x", "must be different files")]
    [InlineData("--nonsense", "--nonsense")]
    public async Task WrongUsage_IsNamed(string options, string message) =>
        (await CliRun.MapAsync("Square", "", options.Split(' '))).SaidOnly(ToolExit.WrongUsage, message);

    [Fact(Timeout = Bound.Test)]
    public async Task WrongUsage_WithJson_IsJson()
    {
        CliRun run = await CliRun.MapAsync("Square", "", "--json", "--nonsense");

        run.SaidOnly(ToolExit.WrongUsage, "--nonsense", $"\"exitCode\":{ToolExit.WrongUsage}");
        JsonDocument.Parse(run.Errors).Dispose();
    }
}
