using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>An error's message ends with what to do.</summary>
internal static partial class Advice
{
    public static void IsIn(Exception error)
    {
        foreach (string message in error is OptionsValidationException options ? options.Failures : [error.Message])
        {
            // .NET appends the parameter and its value, or the name of the object.
            string own = message.Split(" (Parameter '")[0].Split("\nObject name: ")[0].TrimEnd();
            Assert.Matches(Verb(), Sentence().Split(own)[^1]);
        }
    }

    // Between sentences, but not after an abbreviation or within a name.
    [GeneratedRegex(@"(?<=[.!?)])\s+(?=[A-Z'])")]
    private static partial Regex Sentence();

    [GeneratedRegex(
        @"(^|[:;,] )(or )?(add|ask|await|call|cancel|capture|check|copy|dispose|do|join|leave|let|look|make|name|pass|raise|read|register|return|set|share|shorten|to be able|to end|use|wait|write)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Verb();
}
