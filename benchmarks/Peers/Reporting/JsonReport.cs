using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansPool.Benchmarks.Peers.Running;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>Saves a report for programs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(SavedReport))]
internal sealed partial class JsonReport : JsonSerializerContext
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(Report report, string file)
    {
        var saved = new SavedReport(report.Build, report.Day, report.Machine, report.How, report.Rounds, report.Versions, [.. report.Results.Select(WorkOf)]);
        File.WriteAllText(file, JsonSerializer.Serialize(saved, Default.SavedReport) + "\n");
    }

    private static SavedWork WorkOf(WorkResult result) => new(
        result.Work.Name,
        result.Work.Title,
        result.Work.Unit.Name,
        [.. result.Entries.Select(EntryOf)],
        [.. Verdict.Of(result).Select(verdict => new SavedLine(Wording.Line(result.Work.Unit, verdict.Line), verdict.Figure, verdict.Holds, verdict.Line.IsAim))]);

    private static SavedEntry EntryOf(Entry entry) => entry.IsMeasured
        ? new(entry.Peer, entry.Status, entry.Median, entry.MedianOfSecond > 0 ? entry.MedianOfSecond : null, [.. entry.Observations.Select(seen => seen.Value)], null)
        : new(entry.Peer, entry.Status, null, null, null, entry.Note);
}
