using System.CommandLine.Help;
using System.Reflection;
using OrleansPool.Cli.Clusters;
using OrleansPool.Cli.Exec;
using OrleansPool.Cli.Map;
using OrleansPool.Cli.Running;

namespace OrleansPool.CliTests.Help;

/// <summary>The page on the command line has all options and all exit codes.</summary>
public sealed class PageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/command-line.md"));

    [Fact]
    public void Options_AreAllOnThePage()
    {
        IEnumerable<string> options = Tool.Make().Subcommands
            .Where(command => command is MapCommand or ExecCommand or ClusterCommand or Cli.Doctor.DoctorCommand)
            .SelectMany(command => command.Options)
            .Where(option => option is not HelpOption)
            .Select(option => option.Name);
        Assert.All(options.Distinct(), option => Assert.True(
            Page.Contains($"`{option}`", StringComparison.Ordinal) || Page.Contains($"{option} ", StringComparison.Ordinal),
            $"{option} is not on the page."));
    }

    [Fact]
    public void ExitCodes_AreAllOnThePage_AndDifferent()
    {
        int[] codes = [.. typeof(ToolExit).GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (int)field.GetRawConstantValue()!)];
        Assert.Equal(codes.Length, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches($@"(?m)^\| (\d+, )?{code}(, \d+)? \|", Page));
    }
}
