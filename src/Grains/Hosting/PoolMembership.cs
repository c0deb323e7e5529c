namespace OrleansPool;

/// <summary>How soon the silos of a cluster find out that one of them is gone.</summary>
public enum PoolMembership
{
    /// <summary>
    /// For production: a probe every 2 seconds, 3 missed ones make a vote, 2 votes a verdict, and a silo that seems dead to one is probed through
    /// another first. A silo that was killed is gone after about 7 seconds, one that hangs after 12; one that is only slow for some seconds stays.
    /// </summary>
    Standard,

    /// <summary>
    /// For tests and development: a probe every second, 3 missed ones and a single vote. A silo that was killed is gone after about 3 seconds; one
    /// that hangs, or gets no processor, after 6.
    /// </summary>
    Fast,
}
