using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansPool;

/// <summary>Settings of one <see cref="Pool"/>. Checked once, when the pool is made; all errors are reported together.</summary>
public sealed class PoolOptions
{
    internal const string DefaultClusterId = "orleanspool";
    internal const long DefaultMaxItemBytes = 256L << 20;
    internal static readonly TimeSpan DefaultInitializerTimeout = TimeSpan.FromMinutes(10);
    internal static readonly TimeSpan DefaultFinalizerTimeout = TimeSpan.FromSeconds(30);
    internal const long DefaultMaxSharedBytes = 4L << 30;
    internal const long DefaultMaxPackageBytes = 256L << 20;

    /// <summary>The version of the messages, for tests with another.</summary>
    internal int MessageVersion { get; set; } = Wire.WireVersion.Current;

    /// <summary>Gets or sets how many items a local pool runs at the same time.</summary>
    /// <value>1 to 4096 workers. Default: <see langword="null"/>, one for each core. With 1 items run one after another. A pool on a cluster has what its silos have and refuses this.</value>
    public int? Workers { get; set; }

    /// <summary>Gets or sets how many workers of a cluster this pool may keep busy at the same time.</summary>
    /// <value>At least 1 worker. Default: <see langword="null"/>, all of them. With 1 its items run one after another, wherever a worker is free.</value>
    public int? MaxWorkers { get; set; }

    /// <summary>Gets or sets the pool's share of the workers, relative to other clients' pools on the same cluster.</summary>
    /// <value>
    /// 0.001 to 1000. Default: 1. While pools of weight 1 and 2 both have work, the second gets twice as many workers of each silo; where that is no
    /// whole number, twice as much of their time. With 0.001 it still gets something; alone each gets all.
    /// </value>
    public double Weight { get; set; } = 1;

    /// <summary>Gets or sets how many items a local pool may run beyond <see cref="Workers"/> while a job would otherwise wait behind long items of another.</summary>
    /// <value>
    /// 0 to 4096 workers. Default: <see langword="null"/>, as many as <see cref="Workers"/>. 0: never more than <see cref="Workers"/> items at the
    /// same time. A pool on a cluster has what its silos set (<c>PoolSiloOptions.BurstWorkers</c>) and refuses this.
    /// </value>
    /// <remarks>
    /// A running item cannot be put aside in .NET. So a job that has less than its share, and whose turn does not come within about 50 ms since
    /// long items of others hold all workers, gets workers beyond the usual number, up to its share; the others start nothing until the number is
    /// back to <see cref="Workers"/>. A single job never has more than <see cref="Workers"/>; nor has a pool with an initializer, a finalizer or renewed workers.
    /// </remarks>
    public int? BurstWorkers { get; set; }

    /// <summary>Gets or sets labels of a local pool's silo, for jobs that ask for them with <see cref="JobOptions.Labels"/>.</summary>
    /// <value>At most 64 names with a value each, of 1 to 200 characters. Default: empty. A pool on a cluster has those of its silos and refuses this.</value>
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>Gets or sets a function that runs once in each worker before its first item. What it returns is the worker's state.</summary>
    /// <value>
    /// A function without parameters, synchronous or not, such as <c>() => LoadModel()</c>; it travels as other functions do, at most 1 MiB
    /// encoded. Default: <see langword="null"/>, none.
    /// </value>
    /// <remarks>
    /// <para>
    /// One that throws is run again, three times in all. Then its silo gives the pool up: the job that waited for the worker fails with the first
    /// error, and so does each later one, without another run. So a failing initializer runs at most three times in each worker of a silo.
    /// </para>
    /// <para>
    /// It runs on the silo's threads, belongs to no item, and goes on when the job that it began for ends. Read the state with
    /// <see cref="PoolContext.State"/>. A worker that is renewed runs it again.
    /// </para>
    /// </remarks>
    public Delegate? Initializer { get; set; }

    /// <summary>Gets or sets how long one run of the initializer may take.</summary>
    /// <value>1 millisecond to 49 days; <see langword="null"/> for no limit. Default: 10 minutes. When it is over, the pool's jobs fail. No <see cref="JobOptions.ItemTimeout"/> covers it.</value>
    /// <remarks>
    /// When the time is up, the token of its <see cref="PoolContext"/> is cancelled, its thread is left alone, and the pool's jobs fail with
    /// <see cref="PoolTimeoutException"/>, as with an initializer that failed; it is not tried again.
    /// </remarks>
    public TimeSpan? InitializerTimeout { get; set; } = DefaultInitializerTimeout;

    /// <summary>Gets or sets a function that runs once in each worker after its last item. What it returns is in <see cref="Pool.FinalizerResults"/>.</summary>
    /// <value>
    /// A function without parameters, or with one that takes the worker's state, synchronous or not, such as
    /// <c>(Model model) => model.Count</c>; it travels as other functions do, at most 1 MiB encoded. Default: <see langword="null"/>, none.
    /// </value>
    /// <remarks>
    /// <para>
    /// It runs in each worker that ran its initializer or an item: when the worker is renewed, when its silo stops, and when the pool ends, which
    /// is in <see cref="Pool.JoinAsync"/> or <see cref="Pool.DisposeAsync"/> once nothing is under way. It does not run after
    /// <see cref="Pool.Terminate"/>, nor for a worker whose silo was lost.
    /// </para>
    /// <para>
    /// It runs on the silo's threads and may not wait for jobs of a pool. One that throws fails no job: its error is logged and in the results, as
    /// is a value of more than 1 MiB, one beyond the 64 MiB that the pool keeps in all, and a worker that was written off, which still uses its state.
    /// </para>
    /// </remarks>
    public Delegate? Finalizer { get; set; }

    /// <summary>Gets or sets how long the finalizer may take in one worker.</summary>
    /// <value>1 millisecond to 49 days. Default: 30 seconds. When it is over, the pool goes on without its result.</value>
    /// <remarks>
    /// When the time is up, the token of its <see cref="PoolContext"/> is cancelled and its thread is left alone, with a warning that names the
    /// worker and a <see cref="PoolTimeoutException"/> in the results. Joining waits for all silos this long and 15 seconds more.
    /// </remarks>
    public TimeSpan FinalizerTimeout { get; set; } = DefaultFinalizerTimeout;

    /// <summary>Gets or sets after how many items a worker is renewed: its finalizer runs, it gets another identity, and its initializer runs again.</summary>
    /// <value>At least 1 item. Default: <see langword="null"/>, never. With 1 every item has a worker of its own.</value>
    public int? MaxTasksPerWorker { get; set; }

    /// <summary>Gets or sets assemblies whose types silos may also name in results.</summary>
    /// <value>
    /// Assemblies. Default: empty. Without them a result may hold types of the framework, of the assemblies of the function, its items and its
    /// declared result and of all that these refer to, and types with <c>[GenerateSerializer]</c>.
    /// </value>
    /// <remarks>
    /// For types that are in none of those: classes of plug-ins, of which a result declares only the interface. An item whose result names another
    /// type fails with <see cref="ResultNotSerializableException"/>, and an exception of another type arrives as <see cref="RemoteException"/>.
    /// </remarks>
    public IList<Assembly> ResultAssemblies { get; set; } = [];

    /// <summary>Gets or sets what a local pool's silo registers for its functions, which read it with <see cref="PoolContext.Services"/>.</summary>
    /// <value>
    /// Called once, when the silo is built, after its own services. Default: <see langword="null"/>, nothing. A pool on a cluster refuses this:
    /// its silos have containers of their own.
    /// </value>
    public Action<IServiceCollection>? ConfigureServices { get; set; }

    /// <summary>Gets or sets what keeps a function from harming others on its silo.</summary>
    /// <value>
    /// Default: <see cref="Isolation.Thread"/>. With <see cref="Isolation.Process"/> each worker is a process of its own, as in Python; on a cluster too,
    /// whose silos may also insist on it by themselves (<c>PoolSiloOptions.Isolation</c>).
    /// </value>
    /// <remarks>
    /// <para>
    /// A function that ends its process (<c>Environment.Exit</c>, <c>FailFast</c>, a stack overflow, a crash in native code) costs its worker, which
    /// is replaced, and an attempt of the one item that ran: after <see cref="JobOptions.MaxAttempts"/> of them that item alone fails with
    /// <see cref="WorkerLostException"/>. One that goes on after <see cref="JobOptions.ItemTimeout"/> and its grace, or a second after its job has
    /// ended, is killed with its process. Workers are started with the first items, one for each slot that gets some, and end with the pool or the silo.
    /// </para>
    /// <para>
    /// Functions in such processes have no services of the silo (<see cref="PoolContext.Services"/>, so <see cref="ConfigureServices"/> is refused), no
    /// <see cref="Shared{T}"/> and no pool of the silo (<c>PoolContext.Current.Pool</c>): these throw <see cref="NotSupportedException"/>. What they write
    /// to the console goes where that of the silo goes. <c>LocalPool.StartAsync</c> throws <see cref="PlatformNotSupportedException"/> where the application cannot be started once more: single
    /// files, native AOT, runtimes that another program hosts.
    /// </para>
    /// </remarks>
    public Isolation Isolation { get; set; } = Isolation.Thread;

    /// <summary>Gets or sets how much memory the process of one worker of a local pool may have, with <see cref="Isolation.Process"/>.</summary>
    /// <value>
    /// 128 MiB to 1 TiB, in bytes. Default: <see langword="null"/>, as much as there is. Three quarters of it are for the objects of .NET: beyond them a
    /// function gets an <see cref="OutOfMemoryException"/>. When it has more than all of it, the process is killed, which costs its worker and the item that
    /// it runs. A pool on a cluster has what its silos set (<c>PoolSiloOptions.WorkerMemoryBytes</c>) and refuses this.
    /// </value>
    public long? WorkerMemoryBytes { get; set; }

    /// <summary>Gets or sets the name of the cluster; that of its silos must be the same.</summary>
    /// <value>Not empty. Default: <c>orleanspool</c>. With another than the silos' the pool does not connect.</value>
    public string ClusterId { get; set; } = DefaultClusterId;

    /// <summary>Gets or sets how the connections to the silos are secured, for a pool of <c>Pool.ConnectAsync</c>.</summary>
    /// <value>
    /// Mutual TLS, such as <c>new() { CertificateFile = "client.pem", KeyFile = "client.key", AuthorityFile = "ca.pem" }</c>. Default:
    /// <see langword="null"/>, not at all: for loopback, and networks of your own. All other pools refuse this: a local one needs no connection, and
    /// an application's Orleans client is its own matter, see <c>UsePoolTls</c>.
    /// </value>
    public PoolTlsOptions? Tls { get; set; }

    /// <summary>Gets or sets where the pool and what it starts write their logs.</summary>
    /// <value>Default: <see langword="null"/>: the pool's warnings and Orleans' errors go to standard error. Not used where the application brings its own Orleans client.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Gets or sets the most bytes one argument, one result or one function with what it captures may have when encoded.</summary>
    /// <value>1 byte to 1 GiB. Default: 256 MiB. A larger one fails with <see cref="PayloadTooLargeException"/> before it is sent.</value>
    public long MaxItemBytes { get; set; } = DefaultMaxItemBytes;

    /// <summary>Gets or sets the key with which this pool's functions and code packages are signed, for silos that run only signed code.</summary>
    /// <value>
    /// <c>SECRET</c> or <c>NAME:SECRET</c>, of at least 16 characters, or an ECDSA private key in PEM. Default: <see langword="null"/>, what the variable <c>ORLEANSPOOL_CODE_KEY</c> holds; nothing is
    /// signed when that is not set either.
    /// </value>
    /// <remarks>The silos have the same secret, or the certificate or public key to the private key. It never travels. Keep it out of source code: read it from a file or a store of secrets.</remarks>
    public string? CodeKey { get; set; }

    /// <summary>Gets or sets the most bytes that the pool's code package may have: what functions need and silos do not have.</summary>
    /// <value>1 KiB to 16 GiB. Default: 256 MiB. A larger one fails with <see cref="PayloadTooLargeException"/> at the call; silos have a limit of their own.</value>
    public long MaxPackageBytes { get; set; } = DefaultMaxPackageBytes;

    /// <summary>The key, as it is now; null for none.</summary>
    internal Packages.CodeKey? ReadCodeKey() => CodeKeyText is { Length: > 0 } text ? Packages.CodeKey.Parse(text, out _) : null;

    /// <summary>What is wrong with the key, or null.</summary>
    internal string? ErrorInCodeKey()
    {
        string? error = null;
        Packages.CodeKey? key = CodeKeyText is { Length: > 0 } text ? Packages.CodeKey.Parse(text, out error) : null;
        return key is { CanSign: false } ? "It has a public key only, and a client signs. Give it the private key." : error;
    }

    private string? CodeKeyText => CodeKey ?? Environment.GetEnvironmentVariable(Packages.CodeKey.Variable);

    /// <summary>Gets or sets the most bytes that one value for <see cref="Pool.ShareAsync"/> may have when encoded.</summary>
    /// <value>1 byte to 1 TiB. Default: 4 GiB. Sharing a larger one fails with <see cref="PayloadTooLargeException"/>. Each silo must have room for it.</value>
    public long MaxSharedBytes { get; set; } = DefaultMaxSharedBytes;
}
