namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>A work as JSON has it.</summary>
internal sealed record SavedWork(string Name, string Title, string Unit, SavedEntry[] Peers, SavedLine[] MustHold);
