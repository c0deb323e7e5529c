using System.CommandLine.Parsing;
using System.Globalization;

namespace OrleansPool.Samples.Article.CommandLine;

/// <summary>Reads the value of an option; a wrong one is reported with its option, value and range.</summary>
internal static class OptionValue
{
    public static int Whole(ArgumentResult result, int most)
    {
        if (int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= 1
            && value <= most)
        {
            return value;
        }

        Refuse(result, $"a whole number from 1 to {most}");
        return 1;
    }

    public static double Seconds(ArgumentResult result, int most)
    {
        if (double.TryParse(Text(result), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value >= 0
            && value <= most)
        {
            return value;
        }

        Refuse(result, $"a number of seconds from 0 to {most}, such as 0.1");
        return 0;
    }

    /// <summary>A file that can be written when the measuring is over, which may be minutes later.</summary>
    public static string NewFile(ArgumentResult result)
    {
        string text = Text(result);
        if (text.Length == 0 || Directory.Exists(text) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(text))))
        {
            Refuse(result, "a file in a folder that exists");
        }

        return text;
    }

    private static string Text(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";

    private static void Refuse(ArgumentResult result, string range) =>
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{Text(result)}', and must be {range}.");
}
