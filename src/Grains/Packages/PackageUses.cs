using System.Collections.Concurrent;

namespace OrleansPool.Packages;

/// <summary>The packages that something uses, until it ends: a job, or the workers of a pool. Thread-safe.</summary>
internal sealed class PackageUses
{
    private readonly ConcurrentBag<PackageCode> _used = [];

    /// <summary>Takes on a use that was begun when a function was opened.</summary>
    public void Add(PackageCode? package)
    {
        if (package is not null)
        {
            _used.Add(package);
        }
    }

    /// <summary>Lets go of all.</summary>
    public void End()
    {
        while (_used.TryTake(out PackageCode? package))
        {
            package.EndUse();
        }
    }
}
