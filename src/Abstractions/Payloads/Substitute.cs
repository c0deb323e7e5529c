namespace OrleansPool.Payloads;

/// <summary>What to send in the place of a value that cannot travel: whole sentences, in which {0} stands for "Pass", "Return" and the like.</summary>
/// <param name="input">For a value that a function is to get.</param>
/// <param name="result">For one that a function returns.</param>
internal sealed class Substitute(string input, string result)
{
    // No record: the analyzer, which has this file too, is built for a framework without what those need.
    /// <summary>The sentence for a value, or for one whose role is not known.</summary>
    public string For(ValueRole? role) => string.Format(null, role == ValueRole.Result ? result : input, Verb(role));

    /// <summary>How a value of a role is sent.</summary>
    public static string Verb(ValueRole? role) => role switch
    {
        ValueRole.Argument => "Pass",
        ValueRole.Result => "Return",
        ValueRole.Capture => "Capture",
        ValueRole.Shared => "Share",
        _ => "Send",
    };
}
