using System.Globalization;
using OrleansPool.Payloads;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>The packages that are loaded on this silo, each once. Thread-safe.</summary>
internal sealed class PackageTable(ContentStore store, CodeLimits limits, CodeAudit audit, string silo)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (PackageCode Code, PackageLoadContext Context)> _loaded = [];
    private long _lastUse;

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

    /// <summary>
    /// The package of a function; waits for its contents, and loads it if that was not done. It is in use until <see cref="PackageCode.EndUse"/>.
    /// </summary>
    /// <exception cref="CodeRefusedException">It is not what it says, needs what the silo lacks, or is one too many.</exception>
    public PackageCode Get(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        string name = ticket.Package!;
        lock (_gate)
        {
            if (_loaded.TryGetValue(name, out (PackageCode Code, PackageLoadContext) known))
            {
                return UseLocked(known.Code);
            }
        }

        PackageManifest manifest = ReadManifest(sender, ticket, cancellationToken);
        string[] hashes = [.. manifest.Files.Select(file => file.Hash)];
        store.Hold(hashes);
        try
        {
            for (int at = 0; at < hashes.Length; at++)
            {
                if (!SiloFiles.Has(manifest.Files[at].Assembly, limits.IsCollectible))
                {
                    Await(sender, ticket, at + 1, hashes[at], cancellationToken);
                }
            }

            lock (_gate)
            {
                if (!_loaded.TryGetValue(name, out (PackageCode Code, PackageLoadContext Context) entry))
                {
                    MakeRoomLocked();
                    string folder = Path.Combine(store.OwnFolder, name);
                    Unpack(folder, manifest);
                    var context = new PackageLoadContext(name, manifest, folder, limits.IsCollectible, silo);
                    entry = (PackageCode.Enter(name, folder, context, silo, _gate), context);
                    _loaded.Add(name, entry);
                    audit.PackageAccepted(sender.Client, name, manifest, ticket.Seal?.Key);
                }

                return UseLocked(entry.Code);
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
        foreach (PackageFile file in manifest.Files.Where(file => !SiloFiles.Has(file.Assembly, limits.IsCollectible)))
        {
            string path = Path.Combine(folder, file.Path);
            store.CopyTo(file.Hash, path);
            if (new FileInfo(path).Length != file.Size)
            {
                throw new InvalidDataException($"'{file.Path}' has {new FileInfo(path).Length} bytes, and its manifest says {file.Size}.");
            }
        }
    }

    private PackageCode UseLocked(PackageCode code)
    {
        code.BeginUse(++_lastUse);
        return code;
    }

    /// <summary>Unloads what nobody uses, the one that was used least recently, when there are as many as there may be.</summary>
    private void MakeRoomLocked()
    {
        if (_loaded.Count < limits.Packages)
        {
            return;
        }

        PackageCode? unused = limits.IsCollectible ? _loaded.Values.Select(entry => entry.Code).Where(code => code.Uses == 0).MinBy(code => code.LastUse) : null;
        if (unused is null)
        {
            throw new CodeRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Silo {silo} has {_loaded.Count} code packages loaded, which is its limit. Restart it, or raise PoolSiloOptions.MaxPackages there."));
        }

        _loaded.Remove(unused.Name, out (PackageCode Code, PackageLoadContext Context) entry);
        unused.Leave();
        entry.Context.Unload();
    }
}
