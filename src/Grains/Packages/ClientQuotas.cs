using System.Globalization;

namespace OrleansPool.Packages;

/// <summary>
/// How much code each client has sent for its pools that are open, and how much that may be: however many pools it opens, it cannot take more of the silo. Thread-safe.
/// </summary>
internal sealed class ClientQuotas(CodeLimits limits, string silo)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PoolCode> _pools = [];

    /// <summary>A pool is about to send a content, or would if the silo did not have it: it uses that, and the package that it is of.</summary>
    /// <exception cref="CodeRefusedException">The client uses as many packages as it may.</exception>
    public void Admit(CodeSender sender, ContentHeader header)
    {
        lock (_gate)
        {
            PoolCode[] others = OfClientLocked(sender);
            HashSet<string> packages = [.. others.SelectMany(pool => pool.Packages)];
            if (packages.Count >= limits.ClientPackages && !packages.Contains(header.Package))
            {
                throw new CodeRefusedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Silo {silo} refuses another code package of {sender.Client}: its {others.Length} open pools use {packages.Count} (limit {limits.ClientPackages}). Close pools of other builds, or raise PoolSiloOptions.MaxClientPackages (--code-max-client-packages) there."));
            }

            if (!_pools.TryGetValue(sender.Pool, out PoolCode? known))
            {
                known = new PoolCode(sender.Account);
                _pools.Add(sender.Pool, known);
            }

            known.Packages.Add(header.Package);
            known.Held.Add(header.Hash);
        }
    }

    /// <summary>The silo lacks a content that was admitted: its bytes count.</summary>
    /// <exception cref="CodeRefusedException">The client has sent as much as it may.</exception>
    public void Charge(CodeSender sender, ContentHeader header)
    {
        lock (_gate)
        {
            if (_pools.TryGetValue(sender.Pool, out PoolCode? own) && own.Charged.Contains(header.Hash))
            {
                // It comes again, since it was lost.
                return;
            }

            PoolCode[] pools = OfClientLocked(sender);
            long sent = pools.Sum(pool => pool.Bytes);
            if (sent + header.Size > limits.ClientBytes)
            {
                throw new CodeRefusedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Silo {silo} refuses more code of {sender.Client}: its {pools.Length} open pools have sent {sent} bytes and it offers {header.Size} more (limit {limits.ClientBytes}). Close pools, or raise PoolSiloOptions.MaxClientCodeBytes (--code-max-client) there."));
            }

            // It may have ended meanwhile.
            if (own is not null)
            {
                own.Charged.Add(header.Hash);
                own.Bytes += header.Size;
            }
        }
    }

    /// <summary>The pool has ended. Returns the contents that it used.</summary>
    public IReadOnlyList<string> Forget(string pool)
    {
        lock (_gate)
        {
            return _pools.Remove(pool, out PoolCode? known) ? known.Held : [];
        }
    }

    private PoolCode[] OfClientLocked(CodeSender sender) => [.. _pools.Values.Where(pool => pool.Account == sender.Account)];

    private sealed class PoolCode(string account)
    {
        public string Account => account;

        public HashSet<string> Packages { get; } = [];

        public List<string> Held { get; } = [];

        public HashSet<string> Charged { get; } = [];

        public long Bytes { get; set; }
    }
}
