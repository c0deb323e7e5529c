using System.Text.Json;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;

namespace OrleansPool.CliTests.Map;

/// <summary>Failed items are kept with what is needed to run them again.</summary>
public sealed class KeepTests
{
    [Theory(Timeout = Bound.Test)]
    [InlineData("")]
    [InlineData("--unordered")]
    public async Task FailedItems_AreKept_AndCanBeRunAgain(string order)
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--errors", "keep", "--failed", folder.File("failed"), .. order.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        CliRun run = await CliRun.MapAsync("NotTens", "9\n10\nnot json\n\n11\n20\n", options);

        run.SaidOnly(ToolExit.ItemsKept, "3 of 5 items failed", folder.File("failed"));
        Assert.Equal(["11", "9"], run.Lines.Order());
        JsonElement[] failed = [.. folder.Lines("failed").Select(line => JsonDocument.Parse(line).RootElement).OrderBy(record => record.GetProperty("index").GetInt64())];
        Assert.Equal([1, 2, 4], failed.Select(record => record.GetProperty("index").GetInt64()));
        Assert.Equal([2, 3, 6], failed.Select(record => record.GetProperty("line").GetInt64()));
        Assert.Equal("10", failed[0].GetProperty("input").GetRawText());
        Assert.Equal("10 is a ten.\nOf two lines.", failed[0].GetProperty("error").GetString());
        Assert.Equal("System.InvalidOperationException", failed[0].GetProperty("type").GetString());
        Assert.Equal(1, failed[0].GetProperty("attempt").GetInt32());
        Assert.Equal("not json", failed[1].GetProperty("text").GetString());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task WrongLine_IsWrittenWhileTheInputIsOpen()
    {
        using var folder = new TemporaryFolder();
        using System.Diagnostics.Process process = CliRun.Start("map", CliRun.Functions, "Maths.Square", "--errors", "keep", "--failed", folder.File("failed"));
        await process.StandardInput.WriteAsync("1\nwrong\n");
        await process.StandardInput.FlushAsync();
        Assert.Equal("1", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        await Eventually.HoldsAsync(() => folder.Has("failed") && folder.Read("failed").EndsWith('\n'), "the wrong line is in the file");
        await CliRun.EndAsync(process, "");

        Assert.Contains("\"wrong\"", folder.Read("failed"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task FailedItems_AreInOrder_WhenResultsAre()
    {
        using var folder = new TemporaryFolder();
        string input = string.Join('\n', Enumerable.Range(1, 500).Select(number => number % 7 == 0 ? "bad" : $"{number}"));
        await CliRun.MapAsync("NotTens", input, "--errors", "keep", "--failed", folder.File("failed"));

        long[] indices = [.. folder.Lines("failed").Select(line => JsonDocument.Parse(line).RootElement.GetProperty("index").GetInt64())];
        Assert.Equal(Enumerable.Range(1, 500).Where(number => number % 7 == 0 || number % 10 == 0).Select(number => number - 1L), indices);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("")]
    [InlineData("--unordered")]
    public async Task FailedItems_AreRunAgain_ToTheirPlaces(string order)
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--output", folder.File("out"), "--errors", "keep", "--failed", folder.File("failed"), .. order.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        await CliRun.MapAsync("NotTens", "10\n9\noops\n\n11\n20\n", options);
        CliRun again = await CliRun.MapAsync("Square", "", [.. options, "--retry-failed"]);

        again.SaidOnly(ToolExit.ItemsKept, "1 of 3 items failed again");
        int[] results = [.. folder.Lines("out").Select(int.Parse)];
        Assert.Equal([9, 11, 100, 400], results.Order());
        Assert.True(order.Length > 0 || results is [100, 9, 11, 400], $"They are not in order: {string.Join(' ', results)}.");
        JsonElement left = JsonDocument.Parse(Assert.Single(folder.Lines("failed"))).RootElement;
        Assert.Equal((2, 3, "oops"), (left.GetProperty("index").GetInt32(), left.GetProperty("line").GetInt32(), left.GetProperty("text").GetString()));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task FailedItems_OfAnotherRun_AreRefused_AndNothingIsChanged()
    {
        using var folder = new TemporaryFolder();
        string[] options = ["--output", folder.File("out"), "--errors", "keep", "--failed", folder.File("failed"), "--retry-failed"];
        folder.Write("out", "1\n2\n");
        folder.Write("failed", """{"index":7,"line":8,"input":5}""" + "\n");
        (await CliRun.MapAsync("Square", "", options)).SaidOnly(ToolExit.CannotResume, "has 2 results, too few to have lacked item 7");
        folder.Write("failed", """{"index":1,"line":8,"input":5}""" + "\nnothing\n");
        (await CliRun.MapAsync("Square", "", options)).SaidOnly(ToolExit.WrongInput, "Line 2 of", "is no failed item");

        Assert.Equal("1\n2\n", folder.Read("out"));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task RunThatIsRepeated_KnowsItsResultsAfterARetry()
    {
        using var folder = new TemporaryFolder();
        string input = folder.Write("in", "9\n10\n11\n");
        string[] command = ["map", CliRun.Functions, "Maths.NotTens", "--output", folder.File("out"), "--errors", "keep", "--failed", folder.File("failed")];
        string[] repeated = [.. command, "--input", input, "--resume"];
        await CliRun.RunAsync(repeated);
        (await CliRun.RunAsync([.. command, "--retry-failed"])).SaidOnly(ToolExit.ItemsKept, "1 of 1 items failed again");
        (await CliRun.RunAsync(repeated)).SaidOnly(ToolExit.ItemsKept, "1 of 3 items failed");

        Assert.Equal("9\n11\n", folder.Read("out"));
    }
}
