namespace OrleansPool.Placement;

/// <summary>The labels that a job asks for. A silo must meet all of them.</summary>
internal sealed class LabelDemand
{
    private readonly LabelNeed[] _needs;

    private LabelDemand(LabelNeed[] needs)
    {
        _needs = needs;
        Amounts = [.. needs.Where(need => need.Amount > 0)];
    }

    /// <summary>Needs which each lease takes from its silo's capacity.</summary>
    public IReadOnlyList<LabelNeed> Amounts { get; }

    /// <summary>The demand, or null when nothing is asked for.</summary>
    public static LabelDemand? From(IEnumerable<KeyValuePair<string, string>>? labels)
    {
        LabelNeed[] needs = [.. (labels ?? []).Select(label => LabelNeed.Of(label.Key, label.Value)).OrderBy(need => need.Name, StringComparer.Ordinal)];
        return needs.Length == 0 ? null : new LabelDemand(needs);
    }

    public bool IsMetBy(IReadOnlyDictionary<string, string> labels) => Array.TrueForAll(_needs, need => need.IsMetBy(labels));

    /// <summary>Says what is missing, given that none of these silos meets the demand.</summary>
    public string Explain(IReadOnlyCollection<(string Name, IReadOnlyDictionary<string, string> Labels)> silos)
    {
        LabelNeed[] nowhere = [.. _needs.Where(need => !silos.Any(silo => need.IsMetBy(silo.Labels)))];
        string missing = nowhere.Length > 0
            ? $"no silo has {string.Join(" or ", nowhere)}"
            : $"no silo has all of {this}";
        string labels = string.Join("; ", silos.Take(10).Select(silo => $"{silo.Name}: {(silo.Labels.Count == 0 ? "none" : TextOf(silo.Labels))}"));
        string present = silos.Count == 0 ? "There is no silo with workers now." : $"Labels of the {silos.Count} silos: {labels}.";
        return $"The job asks for silos with {this}, and {missing}. {present} "
            + "Start a silo with these labels (--labels, PoolSiloOptions.Labels or PoolOptions.Labels), or ask for less in JobOptions.Labels.";
    }

    public override string ToString() => string.Join(", ", _needs);

    private static string TextOf(IReadOnlyDictionary<string, string> labels) =>
        string.Join(", ", labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}
