namespace OrleansPool.Placement;

/// <summary>What may be written in labels.</summary>
internal static class LabelRules
{
    public const int MostLabels = 64;
    private const int LongestText = 200;

    /// <summary>What is wrong with the labels of an option, one sentence each.</summary>
    public static IEnumerable<string> ErrorsIn(string option, IDictionary<string, string>? labels)
    {
        if (labels is null)
        {
            yield return $"{option} is null. Leave it as it is, or set an empty dictionary, for no labels.";
            yield break;
        }

        if (labels.Count > MostLabels)
        {
            yield return $"{option} has {labels.Count} labels; it may have {MostLabels}. Use fewer names.";
        }

        foreach ((string name, string value) in labels)
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestText || name.AsSpan().ContainsAny('=', ','))
            {
                yield return $"{option} has the name '{name}'; it must have 1 to {LongestText} characters, without '=' and ','. Write for example gpu or zone.";
            }

            if (string.IsNullOrWhiteSpace(value) || value.Length > LongestText || value.Contains(','))
            {
                yield return $"{option} has {name}='{value}'; the value must have 1 to {LongestText} characters, without ','. Write for example 1 or a.";
            }
        }
    }
}
