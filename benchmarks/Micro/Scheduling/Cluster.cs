namespace OrleansPool.Benchmarks.Micro.Scheduling;

/// <summary>How many silos, and workers on each.</summary>
public sealed record Cluster(int Silos, int WorkersOfASilo)
{
    public int Workers => Silos * WorkersOfASilo;

    /// <inheritdoc/>
    public override string ToString() => $"{Silos} × {WorkersOfASilo}";
}
