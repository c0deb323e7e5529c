namespace OrleansPool.Benchmarks.Peers.Peers;

/// <summary>Why peers cannot do jobs.</summary>
internal static class Refusals
{
    public const string NothingTravels = "items stay in one memory";
    public const string NoSilos = "one process";
    public const string NoSingleCalls = "runs loops, not single calls";
    public const string NoResultsYet = "gives no results before the end";
}
