namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>What a peer is to do with the items.</summary>
internal enum Verb
{
    Map,
    StarMap,
    Imap,
    ImapUnordered,

    /// <summary>One call after another, or as many at a time as the job says; each is timed.</summary>
    Apply,
}
