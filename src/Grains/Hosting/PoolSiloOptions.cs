namespace OrleansPool;

/// <summary>Settings of a silo's part in pools. Checked when the silo starts; all errors are reported together.</summary>
public sealed class PoolSiloOptions
{
    internal const int MaxWorkers = 4096;
    internal const long LeastWorkerMemory = 128L << 20;
    internal const long MostWorkerMemory = 1L << 40;
    internal static readonly TimeSpan MaxDrainTime = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how many items this silo runs at the same time, for all pools together.</summary>
    /// <value>1 to 4096 workers. Default: one for each core that the process may use.</value>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Gets or sets how long a silo that stops waits for the items that it is running, and then for the finalizers of its workers, together.</summary>
    /// <value>Zero to one day. Default: 30 seconds.</value>
    /// <remarks>
    /// Items that have not started are given back at once. Those that still run when the time is over are cancelled and run again on another
    /// silo, without an attempt charged. The host's shutdown must be allowed to take longer than this: <c>HostOptions.ShutdownTimeout</c>.
    /// </remarks>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many items this silo may run beyond <see cref="Workers"/> while a job would otherwise wait behind long items of another.</summary>
    /// <value>
    /// 0 to 4096 workers. Default: <see langword="null"/>, as many as <see cref="Workers"/>. 0: never more than <see cref="Workers"/> items at the same time.
    /// </value>
    /// <remarks>
    /// A running item cannot be put aside in .NET. So a job that has less than its share, and whose turn does not come within about 50 ms since
    /// long items of others hold all workers, gets workers beyond the usual number, up to its share; the others start nothing until the number is
    /// back to <see cref="Workers"/>. A single job never has more than <see cref="Workers"/>; nor has a pool with an initializer, a finalizer or renewed workers.
    /// </remarks>
    public int? BurstWorkers { get; set; }

    /// <summary>Gets or sets the least that keeps functions from harming others on this silo. A pool may ask for more with <c>PoolOptions.Isolation</c>.</summary>
    /// <value>Default: <see cref="Isolation.Thread"/>: pools that ask for nothing else run as threads of the silo.</value>
    /// <remarks>
    /// With <see cref="Isolation.Process"/> each worker of each pool is a process of its own, which the silo starts with the pool's first items, watches,
    /// replaces and kills. What such functions cannot have: the silo's services, shared values and pools of their own.
    /// </remarks>
    public Isolation Isolation { get; set; } = Isolation.Thread;

    /// <summary>Gets or sets how much memory the process of one worker may have.</summary>
    /// <value>
    /// 128 MiB to 1 TiB, in bytes. Default: <see langword="null"/>, as much as there is. Three quarters of it are for the objects of .NET: beyond them a
    /// function gets an <see cref="OutOfMemoryException"/>. A process that has more than all of it is killed, which costs its worker and the item that it
    /// runs. Workers that are threads share the silo's memory, and have no limit.
    /// </value>
    public long? WorkerMemoryBytes { get; set; }

    /// <summary>Gets or sets what this silo offers to jobs that ask for it with <c>JobOptions.Labels</c>: <c>zone=a</c>, <c>gpu=2</c>.</summary>
    /// <value>At most 64 names with a value each. Default: empty. A value that is a number is a capacity, of which each running item takes what its job asks for.</value>
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();
}
