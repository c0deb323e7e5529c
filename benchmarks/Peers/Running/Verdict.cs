using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.Running;

/// <summary>Whether a line holds.</summary>
/// <param name="Line">The line.</param>
/// <param name="Figure">What it is about; null if that was not measured.</param>
internal sealed record Verdict(MustHold Line, double? Figure)
{
    /// <summary>Null if the figure was not measured.</summary>
    public bool? Holds => Figure is { } figure ? (Line.IsLeast ? figure >= Line.Limit : figure <= Line.Limit) : null;

    /// <summary>Whether the run must be called short of what is promised.</summary>
    public bool IsShort => Holds == false && !Line.IsAim;

    public static IEnumerable<Verdict> Of(WorkResult result) => result.Work.Lines.Select(line =>
        new Verdict(line, line.Of is { } other ? result.Ratio(line.Peer, other) : result.FigureOf(line.Peer)));
}
