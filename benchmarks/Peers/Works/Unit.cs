namespace OrleansPool.Benchmarks.Peers.Works;

/// <summary>What a figure is in.</summary>
/// <param name="Name">Behind the number.</param>
/// <param name="IsMoreBetter">Whether a higher figure is a better one.</param>
/// <param name="Second">What the second figure is, if there is one.</param>
internal sealed record Unit(string Name, bool IsMoreBetter, string? Second = null)
{
    public static readonly Unit Items = new("items/s", true);
    public static readonly Unit Calls = new("calls/s", true);
    public static readonly Unit CallTime = new("µs p50", false, "µs p99");
    public static readonly Unit Payloads = new("MiB/s", true);
    public static readonly Unit OfIdeal = new("of ideal", false);
    public static readonly Unit Seconds = new("s", false);
    public static readonly Unit Growth = new("MiB", false, "MiB in the process that grew most");
}
