using System.Globalization;

namespace OrleansPool.Placement;

/// <summary>One label that a job asks for: a text that a silo's label must equal, or an amount that each running item takes of a capacity.</summary>
internal readonly record struct LabelNeed(string Name, string Text, double? Amount)
{
    public static LabelNeed Of(string name, string text) => new(name, text, AmountOf(text));

    /// <summary>The value as a capacity, or null when it is a text.</summary>
    public static double? AmountOf(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double amount) ? amount : null;

    /// <summary>Whether a silo with these labels could run an item if it ran nothing else.</summary>
    public bool IsMetBy(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(Name, out string? have)
        && (Amount is { } amount && AmountOf(have) is { } capacity ? capacity >= amount : string.Equals(have, Text, StringComparison.Ordinal));

    public override string ToString() => $"{Name}={Text}";
}
