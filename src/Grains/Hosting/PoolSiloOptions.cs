namespace OrleansPool;

/// <summary>Settings of a silo's part in pools. Checked when the silo starts; all errors are reported together.</summary>
public sealed class PoolSiloOptions
{
    internal const int MaxWorkers = 4096;
    internal static readonly TimeSpan MaxDrainTime = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how many items this silo runs at the same time, for all pools together.</summary>
    /// <value>1 to 4096 workers. Default: one for each core that the process may use.</value>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Gets or sets how long a silo that stops waits for the items that it is running.</summary>
    /// <value>Zero to one day. Default: 30 seconds.</value>
    /// <remarks>
    /// Items that have not started are given back at once. Those that still run when the time is over are cancelled and run again on another
    /// silo, without an attempt charged. The host's shutdown must be allowed to take longer than this: <c>HostOptions.ShutdownTimeout</c>.
    /// </remarks>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(30);
}
