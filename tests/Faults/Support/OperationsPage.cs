using System.Text.RegularExpressions;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests.Support;

/// <summary>What docs/operations.md says that the log says when something fails: the lines of its table, with their event ids.</summary>
internal static partial class OperationsPage
{
    private static readonly string[] Rows = [.. File.ReadLines(Repository.File("docs/operations.md")).SkipWhile(line => line != "## When something fails").Where(line => line.StartsWith("| ", StringComparison.Ordinal))];

    /// <summary>Waits until a log, be it text or JSON, has the line that the page names for a failure.</summary>
    /// <param name="log">The log.</param>
    /// <param name="failure">What fails: how the row of the table begins.</param>
    /// <param name="eventId">Which of the lines of that row.</param>
    /// <param name="from">From where on to look: what was there before has other reasons.</param>
    public static async Task IsToldAsync(ProcessLog log, string failure, int eventId, int from = 0)
    {
        string row = Assert.Single(Rows, row => row.StartsWith($"| {failure}", StringComparison.Ordinal));
        string line = Assert.Single(Line().Matches(row.Split('|')[3]), line => line.Groups[2].Value == $"{eventId}").Groups[1].Value;
        string message = Regex.Replace(Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal), @"\bN\b", @"\d+");
        string pattern = $"""(\[{eventId}\] |"EventId":{eventId},.*"Message":"){message}""";
        using var limit = new CancellationTokenSource(Bound.Limit);
        try
        {
            Assert.True(await log.FindAsync(pattern, from, limit.Token) is not null, $"The process ended, and its log has no '{line}' ({eventId}).");
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The log has had no '{line}' ({eventId}) for {Bound.Limit.TotalSeconds} s.");
        }
    }

    [GeneratedRegex(@"`([^`]+)` \((\d+)\)")]
    private static partial Regex Line();
}
