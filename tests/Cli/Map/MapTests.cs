using OrleansPool.CliTests.Support;

namespace OrleansPool.CliTests.Map;

/// <summary>Values in, values out.</summary>
public sealed class MapTests
{
    private static readonly string Hundred = string.Join('\n', Enumerable.Range(0, 100)) + "\n";

    [Fact(Timeout = Bound.Test)]
    public async Task Results_AreInTheOrderOfTheInput()
    {
        CliRun run = await CliRun.MapAsync("Square", Hundred);

        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number * number}"), run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Unordered_HasAllResults()
    {
        CliRun run = await CliRun.MapAsync("Square", Hundred, "--unordered", "--chunk-size", "7", "--workers", "3");

        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number * number}").Order(), run.Silently().Lines.Order());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("Add", "[1,2]\n[3, 4]", "3|7")]
    [InlineData("Join7", "[1,2,3.5,\"x\",true,\"y\",[1,2]]", "\"1 2 3.5 x True y 2\"")]
    [InlineData("Eight", "[1,2,3,4,5,6,7,8]", "36")]
    [InlineData("TenAsync", "[1,2,3,4,5,6,7,8,\"x\",[1,2]]", "\"36x2\"")]
    [InlineData("Nothing", "[]\nnull", "\"nothing\"|\"nothing\"")]
    [InlineData("LaterAsync", "1\n2", "2|3")]
    [InlineData("DoneAsync", "1\n2", "null|null")]
    [InlineData("Twice(string)", "\"a\\u00e4\"", "\"aäaä\"")]
    [InlineData("Twice(int)", "21", "42")]
    [InlineData("Older", "[{\"name\":\"Ann\",\"age\":41}, 1]", "{\"Name\":\"Ann\",\"Age\":42}")]
    public async Task Function_IsCalled(string function, string input, string results)
    {
        CliRun run = await CliRun.MapAsync(function, input);

        Assert.Equal(results.Split('|'), run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Input_MayHaveBlankLinesCarriageReturnsAMarkAndNoEnd()
    {
        CliRun run = await CliRun.MapAsync("Square", "\uFEFF1\r\n\r\n  \n2");

        Assert.Equal(["1", "4"], run.Silently().Lines);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EmptyInput_GivesNothing() => Assert.Equal("", (await CliRun.MapAsync("Square", "")).Silently().Output);

    [Fact(Timeout = Bound.Test)]
    public async Task Files_AreReadAndWritten_AndTheJournalGoes()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.MapAsync("Square", "", "--input", folder.Write("in", "3\n4\n"), "--output", folder.File("out"));

        Assert.Equal("", run.Silently().Output);
        Assert.Equal("9\n16\n", folder.Read("out"));
        Assert.False(folder.Has("out.resume"));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task WhatFunctionsWriteToTheConsole_IsNoResult()
    {
        CliRun run = await CliRun.ProcessAsync(["map", CliRun.Functions, "Maths.Talk"], "1\n");

        Assert.Equal("1\n", run.Output);
        Assert.Equal("This is no result.\nThis is no error.\n", run.Errors);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Json_WrapsWhatFunctionsWrite()
    {
        CliRun run = await CliRun.ProcessAsync(["map", CliRun.Functions, "Maths.Talk", "--json"], "1\n");

        Assert.Equal(["{\"log\":\"This is no result.\"}", "{\"log\":\"This is no error.\"}"], run.Errors.Split('\n')[..2]);
        Assert.All(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Results_ComeWhileTheInputIsOpen()
    {
        using System.Diagnostics.Process process = CliRun.Start("map", CliRun.Functions, "Maths.Square");
        await process.StandardInput.WriteAsync("5\n");
        await process.StandardInput.FlushAsync();

        Assert.Equal("25", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        Assert.Equal("", (await CliRun.EndAsync(process, "")).Silently().Output);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Json_SumsUp()
    {
        CliRun run = await CliRun.MapAsync("Square", "1\n2\n", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("{\"complete\":true,\"items\":2,\"failed\":0,\"results\":2,", run.Errors);
    }
}
