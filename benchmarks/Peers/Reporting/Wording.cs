using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Running;
using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>Results in words.</summary>
internal static class Wording
{
    public static string TitleOf(string peer) => PeerList.All.Single(plan => plan.Name == peer).Title;

    /// <summary>What was measured, or why nothing was.</summary>
    public static string Figure(Unit unit, Entry entry) => entry.Status switch
    {
        Status.Measured => $"{Number.Short(entry.Median)} {unit.Name}",
        Status.DoesNotApply => "does not apply",
        Status.TooSlow => "too slow",
        Status.Missing => "missing",
        _ => "failed",
    };

    public static string Note(Unit unit, Entry entry) =>
        entry.IsMeasured && unit.Second is { } second ? $"{Number.Short(entry.MedianOfSecond)} {second}" : entry.Note;

    public static string Line(Unit unit, MustHold line)
    {
        string limit = line.Of is { } other
            ? $"{Number.Limit(line.Limit)} × {TitleOf(other)}"
            : $"{Number.Limit(line.Limit)} {unit.Name}";
        return $"{TitleOf(line.Peer)}: {(line.IsAim ? "aim: " : "")}{(line.IsLeast ? "at least" : "at most")} {limit}";
    }

    public static string Holds(Verdict verdict) => verdict switch
    {
        { Holds: null } => "not measured",
        { Holds: true } => "holds",
        { Line.IsAim: true } => "not reached",
        _ => "short",
    };
}
