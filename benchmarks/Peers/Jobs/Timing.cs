namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>How long a job took.</summary>
/// <param name="Seconds">From its start to its last result.</param>
/// <param name="P50">Microseconds of a call that half of the calls were below; 0 where calls are not timed.</param>
/// <param name="P99">Microseconds of a call that 99 % of the calls were below.</param>
internal sealed record Timing(double Seconds, double P50 = 0, double P99 = 0);
