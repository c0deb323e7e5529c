using System.CommandLine;
using OrleansPool.Silo.CommandLine;

namespace OrleansPool.SiloTests.Help;

/// <summary>The help has each option with its default.</summary>
public sealed class HelpTests
{
    private static readonly string Help = Write();

    public static TheoryData<string> Options { get; } = [.. SiloOptions.All.Select(option => option.Name)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Help_HasTheOptionWithItsDefault(string name) =>
        Assert.Contains(Help.Split('\n'), line => line.TrimStart().StartsWith($"--{name} ", StringComparison.Ordinal)
            && line.Contains($"[default: {SiloOptions.All.Single(option => option.Name == name).Default}]", StringComparison.Ordinal));

    [Fact]
    public void Options_AreAllInTheHelp_AndNoOthers() => Assert.Equal(
        SiloOptions.All.Select(option => $"--{option.Name}").Order(),
        new SiloCommand().Options.Select(option => option.Name).Order());

    [Fact]
    public void Operations_HasEachOption()
    {
        string page = File.ReadAllText(Repository.File("docs/operations.md"));
        Assert.All(SiloOptions.All, option => Assert.Contains($"| `--{option.Name}` |", page));
    }

    private static string Write()
    {
        var output = new StringWriter();
        var root = new RootCommand { new SiloCommand() };
        root.Parse(["silo", "--help"]).Invoke(new InvocationConfiguration { Output = output });
        return output.ToString();
    }
}
