using Microsoft.Extensions.Logging.Abstractions;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Packages;

/// <summary>A silo's part in code packages, in a folder of its own, and a client that sends to it.</summary>
internal sealed class Intake : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-intake-");

    private readonly HashSet<int> _arrived = [];

    public Intake(CodePolicy policy = CodePolicy.Any, int packages = 4, int clientPackages = 4, bool isCollectible = false, long packageBytes = 1 << 30, long folderBytes = 4L << 30, Func<string, FileStream>? newFile = null)
    {
        var limits = new CodeLimits(packageBytes, 1 << 30, clientPackages, packages, isCollectible);
        var audit = new CodeAudit(Log);
        var gate = new CodeGate(policy, [], "S");
        var deployed = new DeployedCode([]);
        Store = new ContentStore(_folder.FullName, folderBytes, newFile);
        Contents = new PackageIntake(gate, Store, limits, deployed, audit, "S");
        Ahead = new ContextAhead("S", NullLogger.Instance);
        Table = new PackageTable(Store, limits, audit, Ahead, "S");
        Functions = new FunctionSource(gate, deployed, Table, audit, "S");
    }

    /// <summary>What the silo has written down.</summary>
    public AuditLog Log { get; } = new();

    public FunctionSource Functions { get; }

    public ContentStore Store { get; }

    public PackageIntake Contents { get; }

    public PackageTable Table { get; }

    public ContextAhead Ahead { get; }

    public string Folder => _folder.FullName;

    /// <summary>How often it asked for what it had.</summary>
    public int Asked { get; private set; }

    /// <summary>Called when a content is about to come.</summary>
    public Action? Arriving { get; set; }

    /// <summary>Gives a package to the silo as a client does, and has it laid out.</summary>
    public HeldPackage Load(PackageManifest manifest, IReadOnlyList<byte[]> contents)
    {
        byte[] encoded = PayloadSerializer.Shared.ToArray(manifest);
        string name = ContentHash.Of(encoded);
        var sender = new CodeSender("pool", "client", "client", (id, _) => !_arrived.Add(id.Number) ? null : Send(name, manifest, id.Number == 1 ? encoded : contents[id.Number - 2], id.Number == 1 ? name : manifest.Files[id.Number - 2].Hash), AskAgain);
        return Table.Get(sender, new CodeTicket { Package = name, FirstShare = 1 }, CancellationToken.None);
    }

    public HeldPackage Load(PackageSource source)
    {
        PackageManifest manifest = PayloadSerializer.Shared.Deserialize<PackageManifest>(source.Manifest);
        return Load(manifest, [.. source.Files.Select(file => File.ReadAllBytes(file.Path))]);
    }

    /// <summary>A pool of a client that sends nothing by itself.</summary>
    public static CodeSender Sender(string pool, string client = "client") => new(pool, client, client, static (_, _) => null, static _ => { });

    public void Dispose()
    {
        Store.Dispose();
        _folder.Delete(recursive: true);
    }

    private void AskAgain(SharedId id)
    {
        Asked++;
        _arrived.Remove(id.Number);
    }

    private object? Send(string package, PackageManifest manifest, byte[] content, string hash)
    {
        Arriving?.Invoke();
        SharedReceiver? receiver = Contents.Open(Sender("pool"), new ContentHeader { Hash = hash, Size = content.Length, Package = package, PackageBytes = manifest.Files.Sum(file => file?.Size ?? 0) });
        for (int at = 0; receiver is not null && at < content.Length; at += WireLimits.SharePartBytes)
        {
            receiver.Put(at / WireLimits.SharePartBytes, content.AsMemory(at, Math.Min(WireLimits.SharePartBytes, content.Length - at)));
        }

        return receiver?.Finish();
    }
}
