using System.Collections.Concurrent;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>A package that a pool has sent, or is sending.</summary>
/// <param name="Source">The package.</param>
/// <param name="Version">Of what the program included.</param>
/// <param name="Platforms">The silos' platforms that it has native libraries for.</param>
/// <param name="Shares">Its manifest and then its files, as values that the pool shares: their numbers follow each other.</param>
internal sealed record SentPackage(PackageSource Source, int Version, IReadOnlySet<string> Platforms, IReadOnlyList<ClientShare> Shares)
{
    private readonly ConcurrentDictionary<CodeRoots, bool> _known = new(ReferenceEqualityComparer.Instance);

    public int FirstShare => Shares[0].Id.Number;

    /// <summary>Whether it has the assemblies of a function.</summary>
    public bool Has(CodeRoots roots) => _known.GetOrAdd(roots, wanted => wanted.Names.All(root => Source.Assemblies.Contains(root.Assembly)));
}
