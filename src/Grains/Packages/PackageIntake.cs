using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Decides about each content of a package that a client offers: whether the silo needs it, and whether it may come. Thread-safe.</summary>
internal sealed class PackageIntake(CodeGate gate, ContentStore store, CodeLimits limits, DeployedCode deployed, CodeAudit audit, string silo)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ClientCode> _clients = [];

    /// <summary>Makes ready for a content. Null: the silo needs nothing of it.</summary>
    /// <param name="pool">The pool that sends it.</param>
    /// <param name="client">Who that is.</param>
    /// <param name="header">What it says of it.</param>
    /// <exception cref="CodeRefusedException">It may not come.</exception>
    public SharedReceiver? Open(string pool, string client, ContentHeader header)
    {
        if (header.Roots.Length > 0 && header.Roots.All(deployed.Has))
        {
            return null;
        }

        try
        {
            gate.CheckPackage(header.Package, header.Seal);
            Check(header);
            ClientCode known = ClientOf(pool);
            store.Hold([header.Hash]);
            known.Held.Add(header.Hash);
            if (store.Has(header.Hash) || SiloFiles.Has(header.Assembly, limits.IsCollectible))
            {
                return null;
            }

            Reserve(known, header);
            return new ContentReceiver(store, header, silo, failed =>
            {
                if (failed is null)
                {
                    audit.ContentReceived(client, header);
                }
                else
                {
                    audit.PackageRefused(client, header.Package, header.PackageBytes, failed);
                }
            });
        }
        catch (CodeRefusedException refused)
        {
            audit.PackageRefused(client, header.Package, header.PackageBytes, refused);
            throw;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            throw new CodeRefusedException($"Silo {silo} could not keep package {ContentHash.Short(header.Package)}: {full.Message}", full);
        }
    }

    /// <summary>The pool has ended: what it sent may be removed when there is no room.</summary>
    public void Forget(string pool)
    {
        ClientCode? known;
        lock (_gate)
        {
            _clients.Remove(pool, out known);
        }

        if (known is not null)
        {
            store.LetGo(known.Held);
        }
    }

    private ClientCode ClientOf(string pool)
    {
        lock (_gate)
        {
            if (!_clients.TryGetValue(pool, out ClientCode? known))
            {
                known = new ClientCode();
                _clients.Add(pool, known);
            }

            return known;
        }
    }

    private void Check(ContentHeader header)
    {
        if (!ContentHash.IsHash(header.Hash) || !ContentHash.IsHash(header.Package) || header.Size < 0 || header.PackageBytes < 0)
        {
            throw new CodeRefusedException($"Silo {silo} was offered a content of a code package whose name or size is none. Nothing was loaded.");
        }

        if (header.PackageBytes > limits.PackageBytes || header.Size > limits.PackageBytes)
        {
            throw new CodeRefusedException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Silo {silo} refuses a package of {Math.Max(header.Size, header.PackageBytes)} bytes (limit {limits.PackageBytes}). Send less, or raise PoolSiloOptions.MaxPackageBytes there."));
        }
    }

    private void Reserve(ClientCode known, ContentHeader header)
    {
        lock (_gate)
        {
            if (known.Bytes + header.Size > limits.ClientBytes)
            {
                throw new CodeRefusedException(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Silo {silo} refuses more code of this pool: it has sent {known.Bytes} bytes and offers {header.Size} more (limit {limits.ClientBytes}). Make a new pool, or raise PoolSiloOptions.MaxClientCodeBytes there."));
            }

            known.Bytes += header.Size;
        }
    }

    private sealed class ClientCode
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Held { get; } = [];

        public long Bytes { get; set; }
    }
}
