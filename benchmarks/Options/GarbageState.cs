namespace OrleansPool.Benchmarks.Options;

/// <summary>What a process has allocated, and for how long its threads have stood for the garbage collector, since it began.</summary>
/// <param name="Bytes">Allocated.</param>
/// <param name="Seconds">All threads stood.</param>
internal readonly record struct GarbageState(long Bytes, double Seconds)
{
    public static GarbageState OfThisProcess() => new(GC.GetTotalAllocatedBytes(precise: true), GC.GetTotalPauseDuration().TotalSeconds);

    public GarbageState Since(GarbageState before) => new(Bytes - before.Bytes, Seconds - before.Seconds);
}
