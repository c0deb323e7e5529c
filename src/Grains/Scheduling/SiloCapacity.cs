using OrleansPool.Placement;

namespace OrleansPool.Scheduling;

/// <summary>The labels of one silo and how much of its capacities its leases take.</summary>
internal sealed class SiloCapacity(IReadOnlyDictionary<string, string> labels)
{
    // Sums of fractions drift: a tenth ten times must fit into one.
    private const double Tolerance = 1e-9;

    private readonly Dictionary<string, double> _taken = [];

    /// <summary>Whether one more item with this demand may run here now.</summary>
    public bool Fits(LabelDemand demand)
    {
        if (!demand.IsMetBy(labels))
        {
            return false;
        }

        foreach (var need in demand.Amounts)
        {
            if (CapacityOf(need) is { } capacity && _taken.GetValueOrDefault(need.Name) + need.Amount > capacity + Tolerance)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it could run here if nothing else did.</summary>
    public bool CouldFit(LabelDemand demand) => demand.IsMetBy(labels);

    /// <summary>A lease takes (1) or gives back (-1) what its item needs.</summary>
    public void Take(LabelDemand demand, int sign)
    {
        foreach (var need in demand.Amounts)
        {
            if (CapacityOf(need) is not null)
            {
                _taken[need.Name] = _taken.GetValueOrDefault(need.Name) + (sign * need.Amount!.Value);
            }
        }
    }

    private double? CapacityOf(LabelNeed need) => labels.TryGetValue(need.Name, out var value) ? LabelNeed.AmountOf(value) : null;
}
