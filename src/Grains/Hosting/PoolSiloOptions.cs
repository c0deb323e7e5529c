namespace OrleansPool;

/// <summary>Settings of a silo's part in pools.</summary>
public sealed class PoolSiloOptions
{
    internal const int MaxWorkers = 4096;

    /// <summary>Gets or sets how many items this silo runs at the same time, for all pools together.</summary>
    /// <value>1 to 4096 workers. Default: one for each core that the process may use.</value>
    public int Workers { get; set; } = Environment.ProcessorCount;
}
