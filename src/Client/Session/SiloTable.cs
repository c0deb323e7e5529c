using OrleansPool.Placement;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>The silos of the cluster as the coordinator tells of them. Thread-safe: readers see a whole table, old or new.</summary>
internal sealed class SiloTable(int? maxWorkers)
{
    private volatile Dictionary<int, SiloInfo> _silos = [];

    /// <summary>Workers that the pool may fill now.</summary>
    public int Workers() => Math.Min(_silos.Values.Sum(silo => silo.Slots), maxWorkers ?? int.MaxValue);

    /// <summary>Names of the silos that have workers.</summary>
    public IReadOnlyList<string> Names => [.. _silos.Values.Where(silo => silo.Slots > 0).Select(silo => silo.Name).Order(StringComparer.Ordinal)];

    /// <summary>Platforms of the silos that take code packages.</summary>
    public IReadOnlyCollection<string> CodePlatforms { get; private set; } = [];

    /// <summary>The name of a present silo that insists on workers being processes, or null.</summary>
    public string? Isolated { get; private set; }

    /// <summary>Platforms of those silos that take code packages.</summary>
    public static IReadOnlyCollection<string> PlatformsOf(SiloInfo[] silos) =>
        [.. silos.Where(silo => silo.CodePlatform is not null).Select(silo => silo.CodePlatform!).Distinct().Order(StringComparer.Ordinal)];

    public string? NameOf(int silo) => _silos.GetValueOrDefault(silo)?.Name;

    /// <summary>Says why no silo can run a job with these labels; null when one can, or while no silo is known.</summary>
    public string? WhyNone(IEnumerable<KeyValuePair<string, string>>? labels)
    {
        if (LabelDemand.From(labels) is not { } demand)
        {
            return null;
        }

        (string Name, IReadOnlyDictionary<string, string> Labels)[] present =
            [.. _silos.Values.Where(silo => silo.Slots > 0).Select(silo => (silo.Name, (IReadOnlyDictionary<string, string>)silo.Labels))];
        return present.Length == 0 || present.Any(silo => demand.IsMetBy(silo.Labels)) ? null : demand.Explain(present);
    }

    /// <summary>Takes the present silos. Those that are gone keep their names, for outcomes that came from them.</summary>
    public void Update(SiloInfo[] silos)
    {
        Dictionary<int, SiloInfo> all = _silos.Values.ToDictionary(
            silo => silo.Number,
            silo => new SiloInfo { Number = silo.Number, Name = silo.Name, Slots = 0 });
        foreach (SiloInfo silo in silos)
        {
            all[silo.Number] = silo;
        }

        _silos = all;
        CodePlatforms = PlatformsOf(silos);
        Isolated = silos.FirstOrDefault(silo => silo is { IsIsolated: true, Slots: > 0 })?.Name;
    }
}
