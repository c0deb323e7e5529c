namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>A report as JSON has it.</summary>
internal sealed record SavedReport(string Build, string Day, string Machine, string How, int Rounds, IReadOnlyDictionary<string, string> Versions, SavedWork[] Works);
