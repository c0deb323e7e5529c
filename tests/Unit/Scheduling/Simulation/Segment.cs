namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>Outcomes of one lease in a report, and the item it is running, or -1.</summary>
internal readonly record struct Segment(long Lease, long First, int Count, long RunTime, long Running);
