using System.Globalization;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>The packages that are loaded on this silo, each once. Thread-safe.</summary>
internal sealed class PackageTable(ContentStore store, CodeLimits limits, CodeAudit audit, string silo)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PackageCode> _loaded = [];

    /// <summary>How many are loaded.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _loaded.Count;
            }
        }
    }

    /// <summary>The package of a function; waits for its contents, and loads it if that was not done.</summary>
    /// <exception cref="CodeRefusedException">It is not what it says, needs what the silo lacks, or is one too many.</exception>
    public PackageCode Get(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        string name = ticket.Package!;
        lock (_gate)
        {
            if (_loaded.TryGetValue(name, out PackageCode? known))
            {
                return known;
            }
        }

        PackageManifest manifest = ReadManifest(sender, ticket, cancellationToken);
        string[] hashes = [.. manifest.Files.Select(file => file.Hash)];
        store.Hold(hashes);
        try
        {
            for (int at = 0; at < hashes.Length; at++)
            {
                Await(sender, ticket, at + 1, hashes[at], cancellationToken);
            }

            lock (_gate)
            {
                if (!_loaded.TryGetValue(name, out PackageCode? code))
                {
                    ThrowIfTooMany();
                    string folder = Path.Combine(store.OwnFolder, name);
                    Unpack(folder, manifest);
                    code = PackageCode.Enter(name, folder, new PackageLoadContext(name, manifest, folder, limits.IsCollectible, silo), silo);
                    _loaded.Add(name, code);
                    audit.PackageAccepted(sender.Client, name, manifest, ticket.Seal?.Key);
                }

                return code;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new CodeRefusedException($"Silo {silo} could not load package {ContentHash.Short(name)}: {error.Message}", error);
        }
        finally
        {
            store.LetGo(hashes);
        }
    }

    private PackageManifest ReadManifest(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        string name = ticket.Package!;
        if (!ContentHash.IsHash(name))
        {
            throw new CodeRefusedException($"Silo {silo} was given a function of a package whose name is none. Nothing was loaded.");
        }

        Await(sender, ticket, 0, name, cancellationToken);
        PackageManifest manifest;
        try
        {
            manifest = PayloadSerializer.Shared.Deserialize<PackageManifest>(store.Read(name));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new CodeRefusedException($"Silo {silo} cannot read the manifest of package {ContentHash.Short(name)}: {error.Message}", error);
        }

        return PackageCheck.ReasonAgainst(manifest, limits, silo) is { } reason ? throw new CodeRefusedException(reason) : manifest;
    }

    private void Await(CodeSender sender, CodeTicket ticket, int place, string hash, CancellationToken cancellationToken)
    {
        if (store.Has(hash))
        {
            return;
        }

        sender.FindShared(new SharedId(sender.Pool, ticket.FirstShare + place), cancellationToken);
        if (!store.Has(hash))
        {
            throw new CodeRefusedException($"Silo {silo} could not keep package {ContentHash.Short(ticket.Package!)}: what was sent in the place of {ContentHash.Short(hash)} is something else, or was removed.");
        }
    }

    private void Unpack(string folder, PackageManifest manifest)
    {
        foreach (PackageFile file in manifest.Files)
        {
            string path = Path.Combine(folder, file.Path);
            store.CopyTo(file.Hash, path);
            if (new FileInfo(path).Length != file.Size)
            {
                throw new InvalidDataException($"'{file.Path}' has {new FileInfo(path).Length} bytes, and its manifest says {file.Size}.");
            }
        }
    }

    private void ThrowIfTooMany()
    {
        if (_loaded.Count >= limits.Packages)
        {
            throw new CodeRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Silo {silo} has {_loaded.Count} code packages loaded, which is its limit. Restart it, or raise PoolSiloOptions.MaxPackages there."));
        }
    }
}
