using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace OrleansPool.Cli.Running;

/// <summary>Options that are numbers, with their ranges.</summary>
internal static class OptionValue
{
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(49);

    /// <summary>Of two that a text ends with, the longer one first; none is seconds.</summary>
    private static readonly (string Name, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    public static Option<int?> Whole(string name, int most, string description, string? alias = null, int least = 1)
    {
        var option = new Option<int?>(name, alias is null ? [] : [alias]) { Description = description, HelpName = "NUMBER" };
        option.CustomParser = result =>
        {
            if (int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} is '{Text(result)}'; it must be a whole number from {least} to {most}.");
            return null;
        };
        return option;
    }

    public static Option<TimeSpan?> Seconds(string name, string description)
    {
        var option = new Option<TimeSpan?>(name) { Description = description, HelpName = "SECONDS" };
        option.CustomParser = result =>
        {
            if (TimeOf(Text(result)) is { } time && time >= LeastTime && time <= MaxTime)
            {
                return time;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{Text(result)}'; it must be a number of seconds from 0.001 to {MaxTime.TotalSeconds:F0}, or with a unit: 500ms, 30s, 5m, 2h."));
            return null;
        };
        return option;
    }

    private static TimeSpan? TimeOf(string text)
    {
        (string unit, double seconds) = Array.Find(Units, each => text.EndsWith(each.Name, StringComparison.Ordinal));
        return double.TryParse(text.AsSpan(0, text.Length - (unit ?? "").Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number * seconds <= MaxTime.TotalSeconds
            ? TimeSpan.FromSeconds(number * seconds)
            : null;
    }

    private static string Text(ArgumentResult result) => result.Tokens is [{ Value: var text }, ..] ? text : "";
}
