using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Decides about each content of a package that a client offers: whether the silo needs it, and whether it may come. Thread-safe.</summary>
internal sealed class PackageIntake(CodeGate gate, ContentStore store, CodeLimits limits, DeployedCode deployed, CodeAudit audit, string silo)
{
    private readonly ClientQuotas _quotas = new(limits, silo);

    /// <summary>Makes ready for a content. Null: the silo needs nothing of it.</summary>
    /// <param name="sender">The pool that sends it, and whose it is.</param>
    /// <param name="header">What it says of it.</param>
    /// <exception cref="CodeRefusedException">It may not come.</exception>
    public SharedReceiver? Open(CodeSender sender, ContentHeader header)
    {
        try
        {
            if (header.Roots.Length > 0 && header.Roots.All(deployed.Has))
            {
                return null;
            }

            gate.CheckPackage(header.Package, header.Seal);
            Check(header);
            _quotas.Admit(sender, header);
            store.Hold([header.Hash]);
            if (store.Has(header.Hash) || SiloFiles.Has(header.Assembly, limits.IsCollectible))
            {
                return null;
            }

            _quotas.Charge(sender, header);
            return new ContentReceiver(store, header, silo, failed =>
            {
                if (failed is null)
                {
                    audit.ContentReceived(sender.Client, header);
                }
                else
                {
                    audit.PackageRefused(sender.Client, header.Package, header.PackageBytes, failed);
                }
            });
        }
        catch (Exception error)
        {
            // Also what is not as it must be: a stranger has sent it.
            Exception refused = error is IOException or UnauthorizedAccessException ? KeepFailure.Of(silo, header.Package, error, store.Folder) : error;
            audit.PackageRefused(sender.Client, header.Package, header.PackageBytes, refused);
            if (refused == error)
            {
                throw;
            }

            throw refused;
        }
    }

    /// <summary>The pool has ended: what it sent may be removed when there is no room.</summary>
    public void Forget(string pool)
    {
        store.LetGo(_quotas.Forget(pool));
        audit.Forget(pool);
    }

    private void Check(ContentHeader header)
    {
        if (!ContentHash.IsHash(header.Hash) || !ContentHash.IsHash(header.Package) || header.Size < 0 || header.PackageBytes < 0)
        {
            throw new CodeRefusedException($"Silo {silo} was offered a content of a code package whose name or size is none. Nothing was loaded.");
        }

        if (header.PackageBytes > limits.PackageBytes || header.Size > limits.PackageBytes)
        {
            throw new CodeRefusedException(PackageCheck.TooLarge(Math.Max(header.Size, header.PackageBytes), header.Largest, header.LargestBytes, limits, silo));
        }
    }
}
