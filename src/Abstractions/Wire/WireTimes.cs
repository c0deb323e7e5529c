namespace OrleansPool.Wire;

/// <summary>Times that both ends of a link go by.</summary>
internal static class WireTimes
{
    /// <summary>How long the answer to a submit waits for an outcome, if its client awaits nothing else.</summary>
    public static readonly TimeSpan SubmitWait = TimeSpan.FromMilliseconds(2);
}
