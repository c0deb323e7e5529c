using OrleansPool.Cli.Clusters;

namespace OrleansPool.CliTests.Clusters;

/// <summary>A table as wide as the terminal.</summary>
public sealed class FittedTableTests
{
    [Theory]
    [InlineData(80, 23, true)]
    [InlineData(40, 19, false)]
    [InlineData(20, 16, false)]
    public void Columns_AreLeftOut_AndTextsCut(int width, int name, bool hasClient)
    {
        var table = new FittedTable(new("JOB"), new("NAME", IsText: true), new("STATE"), new("CLIENT", IsText: true, Spare: 6));
        table.Add("17762bb7-0", "masks of the last night", "Running", "ana@workstation-0 (pipeline, process 4000)");

        string[] lines = [.. table.Lines(width)];

        Assert.StartsWith($"{"JOB",-12}{"NAME".PadRight(name + 2)}STATE", lines[0]);
        Assert.Equal(hasClient, lines[0].Contains("CLIENT", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, Math.Max(width, 37)));
    }
}
