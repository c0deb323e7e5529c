using System.Globalization;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>The packages that are laid out on this silo, each once. Thread-safe.</summary>
internal sealed class PackageTable(ContentStore store, CodeLimits limits, CodeAudit audit, ContextAhead ahead, string silo)
{
    private const int LayOutStripes = 16;

    private readonly Lock _gate = new();
    private readonly ContentArrival _arrival = new(store, silo);
    private readonly Lock[] _layingOut = [.. Enumerable.Range(0, LayOutStripes).Select(static _ => new Lock())];
    private readonly Dictionary<string, HeldPackage> _held = [];
    private long _lastUse;
    private int _layouts;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>
    /// The package of a function; waits for its contents, and lays it out if that was not done. It is in use until <see cref="HeldPackage.EndUse"/>.
    /// </summary>
    /// <exception cref="CodeRefusedException">It is not what it says, needs what the silo lacks, or is one too many.</exception>
    public HeldPackage Get(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        string name = ticket.Package!;
        if (FindLaidOut(name) is { } known)
        {
            return known;
        }

        try
        {
            return FetchAgain(sender, ticket, cancellationToken);
        }
        catch (CodeRefusedException refused)
        {
            audit.PackageRefused(sender.Client, name, BytesOf(name), refused);
            throw;
        }
    }

    private HeldPackage FetchAgain(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        for (int times = 1; ; times++)
        {
            try
            {
                return Fetch(sender, ticket, cancellationToken);
            }
            catch (ContentLostException) when (times < ContentArrival.MostTimes)
            {
                // It was changed or removed between the look and the copy: it is asked for again.
                continue;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw KeepFailure.Of(silo, ticket.Package!, error, store.Folder);
            }
            catch (InvalidDataException error)
            {
                throw new CodeRefusedException($"Silo {silo} could not load package {ContentHash.Short(ticket.Package!)}: {error.Message}", error);
            }
        }
    }

    private HeldPackage Fetch(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        string name = ticket.Package!;
        PackageManifest manifest = ReadManifest(sender, ticket, cancellationToken);
        string[] hashes = [.. manifest.Files.Select(file => file.Hash)];
        store.Hold(hashes);
        try
        {
            for (int at = 0; at < hashes.Length; at++)
            {
                if (!SiloFiles.Has(manifest.Files[at].Assembly, limits.IsCollectible))
                {
                    _arrival.Await(sender, ticket, at + 1, hashes[at], cancellationToken);
                }
            }

            // Hundreds of megabytes may have to be copied: only those wait that want the same package, or by chance one of the same stripe.
            lock (_layingOut[(uint)name.GetHashCode(StringComparison.Ordinal) % LayOutStripes])
            {
                return FindLaidOut(name) ?? Add(sender, ticket, manifest);
            }
        }
        finally
        {
            store.LetGo(hashes);
        }
    }

    private HeldPackage? FindLaidOut(string name)
    {
        lock (_gate)
        {
            return _held.TryGetValue(name, out HeldPackage? known) ? UseLocked(known) : null;
        }
    }

    private HeldPackage Add(CodeSender sender, CodeTicket ticket, PackageManifest manifest)
    {
        string name = ticket.Package!;

        // Never one that was there before: processes of workers may still have files of it mapped.
        string folder = Path.Combine(store.OwnFolder, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _layouts)}"));
        var place = new PackagePlace { Name = name, Folder = folder, Manifest = manifest, IsCollectible = limits.IsCollectible };
        var held = new HeldPackage(place, _gate, ahead, silo);
        try
        {
            LayOut(place);
            lock (_gate)
            {
                MakeRoomLocked();
                _held.Add(name, held);
                UseLocked(held);
            }
        }
        catch
        {
            held.Leave();
            throw;
        }

        audit.PackageAccepted(sender.Client, name, manifest, ticket.Seal?.Key);
        return held;
    }

    private PackageManifest ReadManifest(CodeSender sender, CodeTicket ticket, CancellationToken cancellationToken)
    {
        string name = ticket.Package!;
        if (!ContentHash.IsHash(name))
        {
            throw new CodeRefusedException($"Silo {silo} was given a function of a package whose name is none. Nothing was loaded.");
        }

        _arrival.Await(sender, ticket, 0, name, cancellationToken);
        byte[] encoded = store.Read(name);
        PackageManifest manifest;
        string? reason;
        try
        {
            manifest = PayloadSerializer.Shared.Deserialize<PackageManifest>(encoded);
            reason = PackageCheck.ReasonAgainst(manifest, limits, silo);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new CodeRefusedException($"Silo {silo} cannot read the manifest of package {ContentHash.Short(name)}: {error.Message}", error);
        }

        return reason is null ? manifest : throw new CodeRefusedException(reason);
    }

    private void LayOut(PackagePlace place)
    {
        PackageFile[] files = [.. place.Brought];
        using IDisposable room = store.Reserve(files.Sum(static file => file.Size));
        foreach (PackageFile file in files)
        {
            string path = place.PathOf(file);
            store.CopyTo(file.Hash, path);
            if (new FileInfo(path).Length != file.Size)
            {
                throw new InvalidDataException($"'{file.Path}' has {new FileInfo(path).Length} bytes, and its manifest says {file.Size}.");
            }
        }
    }

    /// <summary>What its manifest says, if that has come; for people.</summary>
    private long BytesOf(string name)
    {
        try
        {
            return ContentHash.IsHash(name) && store.Has(name) ? PayloadSerializer.Shared.Deserialize<PackageManifest>(store.Read(name)).Bytes : 0;
        }
        catch (Exception)
        {
            // It is refused whatever it is.
            return 0;
        }
    }

    private HeldPackage UseLocked(HeldPackage held)
    {
        held.BeginUse(++_lastUse);
        return held;
    }

    /// <summary>
    /// Lets go of what nobody uses, the one that was used least recently, when there are as many as there may be: of one that can be unloaded, or that is
    /// loaded in processes of workers only.
    /// </summary>
    private void MakeRoomLocked()
    {
        if (_held.Count < limits.Packages)
        {
            return;
        }

        HeldPackage? unused = _held.Values.Where(held => held.Uses == 0 && (limits.IsCollectible || !held.IsLoaded)).MinBy(held => held.LastUse);
        if (unused is null)
        {
            throw new CodeRefusedException(string.Create(
                CultureInfo.InvariantCulture,
                $"Silo {silo} has {_held.Count} code packages loaded, which is its limit. Restart it, or raise PoolSiloOptions.MaxPackages (--code-max-packages) there."));
        }

        _held.Remove(unused.Place.Name);
        unused.Leave();
    }
}
