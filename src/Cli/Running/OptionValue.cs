using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace OrleansPool.Cli.Running;

/// <summary>Options that are numbers, with their ranges.</summary>
internal static class OptionValue
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(49);

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
            if (double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0.001 && seconds <= MaxTime.TotalSeconds)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{Text(result)}'; it must be a number of seconds from 0.001 to {MaxTime.TotalSeconds:F0}."));
            return null;
        };
        return option;
    }

    private static string Text(ArgumentResult result) => result.Tokens is [{ Value: var text }, ..] ? text : "";
}
