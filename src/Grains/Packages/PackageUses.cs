namespace OrleansPool.Packages;

/// <summary>The packages that something uses, until it ends: a job, or the workers of a pool. Thread-safe.</summary>
internal sealed class PackageUses
{
    private readonly Lock _gate = new();
    private readonly List<HeldPackage> _used = [];
    private bool _hasEnded;

    /// <summary>Takes on a use that was begun when a function was opened.</summary>
    public void Add(HeldPackage? package)
    {
        lock (_gate)
        {
            if (package is not null && !_hasEnded)
            {
                _used.Add(package);
                return;
            }
        }

        package?.EndUse();
    }

    /// <summary>Lets go of all, and of what comes later at once.</summary>
    public void End()
    {
        HeldPackage[] used;
        lock (_gate)
        {
            _hasEnded = true;
            used = [.. _used];
            _used.Clear();
        }

        Array.ForEach(used, static package => package.EndUse());
    }
}
