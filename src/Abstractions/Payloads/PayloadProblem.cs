namespace OrleansPool.Payloads;

/// <summary>What is wrong with a value that does not encode or decode, and what to do.</summary>
internal static class PayloadProblem
{
    public static string Explain(Exception error, ValueRole role) => error is NotPortableException refused
        ? refused.Explain(role)
        : $"{Ended(error.Message)} {Substitute.Verb(role)} plain data, or mark its type [GenerateSerializer].";

    /// <summary>The message may be the user's, and another sentence follows.</summary>
    private static string Ended(string message) => message.TrimEnd() is [.., var last] text && !char.IsPunctuation(last) ? text + "." : message;
}
