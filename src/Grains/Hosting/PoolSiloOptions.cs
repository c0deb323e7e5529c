using System.Reflection;
using OrleansPool.Packages;

namespace OrleansPool;

/// <summary>Settings of a silo's part in pools. Checked when the silo starts; all errors are reported together.</summary>
public sealed class PoolSiloOptions
{
    internal const int MaxWorkers = 4096;
    internal const long LeastWorkerMemory = 128L << 20;
    internal const long MostWorkerMemory = 1L << 40;
    internal const long DefaultMaxPackageBytes = 256L << 20;
    internal const long DefaultMaxClientCodeBytes = 1L << 30;
    internal const long DefaultMaxCodeFolderBytes = 2L << 30;
    internal const string CodeKeyVariable = CodeKey.Variable;
    internal const int DefaultMaxClientPackages = 16;
    internal const int DefaultMaxPackages = 32;
    internal const int MaxMaxPackages = 4096;
    internal static readonly TimeSpan MaxDrainTime = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how many items this silo runs at the same time, for all pools together.</summary>
    /// <value>1 to 4096 workers. Default: one for each core that the process may use. With 1 items run one after another.</value>
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>Gets or sets how long a silo that stops waits for the items that it is running, and then for the finalizers of its workers, together.</summary>
    /// <value>Zero to one day. Default: 30 seconds. With zero running items are cancelled at once and run again elsewhere.</value>
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
    /// function gets an <see cref="OutOfMemoryException"/>. When it has more than all of it, the process is killed, which costs its worker and the item that
    /// it runs. Workers that are threads share the silo's memory, and have no limit.
    /// </value>
    public long? WorkerMemoryBytes { get; set; }

    /// <summary>Gets or sets what this silo offers to jobs that ask for it with <c>JobOptions.Labels</c>: <c>zone=a</c>, <c>gpu=2</c>.</summary>
    /// <value>At most 64 names with a value each, of 1 to 200 characters. Default: empty. A value that is a number is a capacity, of which each running item takes what its job asks for.</value>
    public IDictionary<string, string> Labels { get; set; } = new Dictionary<string, string>();

    /// <summary>Gets or sets the Orleans stream provider on which this silo tells of its jobs, see <see cref="JobStream"/>.</summary>
    /// <value>The name of a provider that this silo and those who listen have. Default: <see langword="null"/>: nothing is told, and it costs nothing.</value>
    public string? JobStreamProvider { get; set; }

    /// <summary>Gets or sets whose functions this silo runs.</summary>
    /// <value>Default: <see cref="CodePolicy.Deployed"/>. A pool in the silo's own process is always served.</value>
    /// <remarks>
    /// With <see cref="CodePolicy.Any"/> a silo refuses to start when it can be reached from other machines, unless <see cref="AllowAnyCodeBeyondLoopback"/> is set.
    /// </remarks>
    public CodePolicy Code { get; set; } = CodePolicy.Deployed;

    /// <summary>Gets the assemblies whose functions this silo runs with <see cref="CodePolicy.Deployed"/>, beside those that are marked with <see cref="PoolFunctionsAttribute"/>.</summary>
    /// <value>Default: empty.</value>
    public ICollection<Assembly> Functions { get; } = [];

    /// <summary>Gets the keys that this silo trusts with <see cref="CodePolicy.Signed"/>, each as <c>SECRET</c> or <c>NAME:SECRET</c>, or as ECDSA certificates or public keys in PEM.</summary>
    /// <value>Secrets of at least 16 characters; of certificates those that are valid. Default: empty, and then what the variable <c>ORLEANSPOOL_CODE_KEY</c> holds.</value>
    public ICollection<string> CodeKeys { get; } = [];

    /// <summary>Gets or sets whether the silo may listen beyond loopback with <see cref="CodePolicy.Any"/>.</summary>
    /// <value>Default: <see langword="false"/>. With <see langword="true"/> everybody who reaches the silo's ports can do there what the silo can.</value>
    public bool AllowAnyCodeBeyondLoopback { get; set; }

    /// <summary>Gets or sets whether clients may have this silo run external programs, as <c>orleanspool exec</c> does.</summary>
    /// <value>
    /// Default: <see langword="false"/>. With <see langword="true"/> everybody who may connect can run any program there, with the rights of the silo's process; with
    /// <see cref="CodePolicy.Signed"/> only who has a key.
    /// </value>
    /// <remarks><c>orleanspool exec</c> goes to silos with the label <c>exec=allow</c> only: add it to <see cref="Labels"/>.</remarks>
    public bool AllowPrograms { get; set; }

    /// <summary>Gets or sets the most bytes that one code package may have.</summary>
    /// <value>1 KiB to 16 GiB. Default: 256 MiB. A larger one is refused before anything of it arrives.</value>
    public long MaxPackageBytes { get; set; } = DefaultMaxPackageBytes;

    /// <summary>Gets or sets the most bytes of code that one client may send to this silo, for all its open pools together.</summary>
    /// <value>1 KiB to 1 TiB. Default: 1 GiB. What goes beyond is refused; what the silo has already does not count.</value>
    /// <remarks>A client is known by the subject of its certificate where silos speak TLS. Elsewhere it is what it says of itself, its process.</remarks>
    public long MaxClientCodeBytes { get; set; } = DefaultMaxClientCodeBytes;

    /// <summary>Gets or sets how many code packages the open pools of one client may use, so that it leaves some of <see cref="MaxPackages"/> to others.</summary>
    /// <value>1 to 4096 packages. Default: 16. One more is refused.</value>
    public int MaxClientPackages { get; set; } = DefaultMaxClientPackages;

    /// <summary>Gets or sets how many code packages may be loaded at the same time.</summary>
    /// <value>1 to 4096 packages. Default: 32. One more is refused; see <see cref="UnloadPackages"/>.</value>
    public int MaxPackages { get; set; } = DefaultMaxPackages;

    /// <summary>Gets or sets whether packages that nobody uses are unloaded to make room for others.</summary>
    /// <value>
    /// Default: <see langword="false"/>: a package stays until the silo ends, and its code runs as fast as any. With <see langword="true"/> it can be
    /// unloaded, for which .NET compiles it once and for all: loading takes longer, and code that uses static fields much can be several times slower.
    /// </value>
    public bool UnloadPackages { get; set; }

    /// <summary>Gets or sets the folder in which code packages are kept. Silos of one machine and one user may share it.</summary>
    /// <value>
    /// Default: <see langword="null"/>, <c>orleanspool/code</c> in the user's folder for local application data. What others than its owner may write is refused.
    /// </value>
    public string? CodeFolder { get; set; }

    /// <summary>Gets or sets how many bytes <see cref="CodeFolder"/> may have: contents of packages, those that arrive, and packages that are laid out.</summary>
    /// <value>1 KiB to 1 TiB. Default: 2 GiB. What was used least recently is removed first, what is in use never: when there is no more room, code is refused.</value>
    public long MaxCodeFolderBytes { get; set; } = DefaultMaxCodeFolderBytes;

    /// <summary>Whether what a key file has is PEM, not a key in each line.</summary>
    internal static bool IsPem(string text) => EcdsaKey.IsPem(text);

    /// <summary>The keys, as they are now.</summary>
    internal IReadOnlyList<CodeKey> ReadKeys() => [.. KeyTexts().Select(text => CodeKey.Parse(text, out _)).OfType<CodeKey>()];

    /// <summary>What is wrong with the keys.</summary>
    internal IEnumerable<string> ErrorsInCodeKeys()
    {
        HashSet<string> names = [];
        foreach (string text in KeyTexts())
        {
            if (CodeKey.Parse(text, out string? error) is not { } key)
            {
                yield return $"A code key is wrong: {error}";
            }
            else if (key is EcdsaKey { CanSign: true })
            {
                yield return $"The code key '{key.Name}' is a private key. Only who signs needs it: give silos its certificate, or its public key: openssl ec -pubout.";
            }
            else if (!names.Add(key.Name))
            {
                yield return $"Two code keys are named '{key.Name}'. Give each secret its own name, as NAME:SECRET, and each certificate once.";
            }
        }

        if (Code == CodePolicy.Signed && KeyTexts().Length == 0)
        {
            yield return $"Code is {CodePolicy.Signed}, and there is no key. Set CodeKeys (--code-key-file) or the variable {CodeKey.Variable}: openssl rand -base64 32";
        }
    }

    private string[] KeyTexts()
    {
        string?[] given = Code != CodePolicy.Signed ? []
            : CodeKeys.Count > 0 ? [.. CodeKeys]
            : [Environment.GetEnvironmentVariable(CodeKey.Variable)];
        return [.. given.Where(static text => !string.IsNullOrEmpty(text)).SelectMany(static text => EcdsaKey.IsPem(text!) ? EcdsaKey.TextsIn(text!) : [text!])];
    }
}
