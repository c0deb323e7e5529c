using System.Text;
using System.Text.RegularExpressions;

namespace OrleansPool.PackageTests;

/// <summary>What a new user does: a new console project, the package, the first example of the README; or the tool.</summary>
[Collection(PackedCollection.Name)]
public sealed partial class InstallTests(PackedFixture packed)
{
    [Fact]
    public async Task NewProject_RunsTheFirstExampleOfTheReadme()
    {
        string project = Directory.CreateDirectory(Path.Combine(packed.Work, "First")).FullName;
        await Dotnet.RunAsync(project, "new", "console", "--no-restore");
        await Dotnet.RunAsync(project, "add", "package", "OrleansPool", "--version", packed.Version);
        string readme = await File.ReadAllTextAsync(Path.Combine(Dotnet.Metadata("Repository"), "README.md"));
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), FirstBlock().Match(readme).Groups[1].Value);

        // Beside it, what only works when analyzers and generators have come along.
        await File.WriteAllTextAsync(Path.Combine(project, "More.cs"), """
            using Orleans;
            using OrleansPool;

            [GenerateSerializer]
            public record Sent([property: Id(0)] int X);

            public static class Trap
            {
                public static int Sum(Pool pool)
                {
                    int sum = 0;
                    pool.ForEach(x => { sum += x; }, new[] { 1, 2, 3 });
                    return sum;
                }
            }
            """);

        string built = await Dotnet.RunAsync(project, "build", "--no-restore", "-o", "out");
        Assert.Contains("warning OP0003: The function assigns captured variable 'sum'", built);
        Assert.Contains("Codec_Sent", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(project, "out", "First.dll"))));

        string output = await Dotnet.RunAsync(project, "out/First.dll");
        Assert.Matches(@"Program\.cs: \d+ bytes", output);
    }

    [Fact]
    public async Task Tool_IsInstalledAndShowsItsHelp()
    {
        string tools = Path.Combine(packed.Folder.FullName, "tools");
        await Dotnet.RunAsync(packed.Work, "tool", "install", "OrleansPool.Cli", "--version", packed.Version, "--tool-path", tools);
        string program = Path.Combine(tools, OperatingSystem.IsWindows() ? "orleanspool.exe" : "orleanspool");
        Assert.Contains("silo", await Dotnet.RunProgramAsync(program, packed.Work, "--help"));
        string input = Path.Combine(packed.Folder.FullName, "numbers");
        await File.WriteAllTextAsync(input, "1\n4\n9\n");
        Assert.Equal(["1", "2", "3"], (await Dotnet.RunProgramAsync(program, packed.Work, "map", "System.Private.CoreLib", "Math.Sqrt", "--input", input)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Contains("--functions", await Dotnet.RunProgramAsync(program, packed.Work, "silo", "--help"));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstBlock();
}
