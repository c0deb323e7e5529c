namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>A line that must hold as JSON has it.</summary>
internal sealed record SavedLine(string Line, double? Figure, bool? Holds, bool IsAim);
