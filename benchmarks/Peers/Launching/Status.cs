namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>How a job at a peer ended.</summary>
internal enum Status
{
    Measured,

    /// <summary>The peer has nothing that would do such a job.</summary>
    DoesNotApply,

    /// <summary>It took longer than it may.</summary>
    TooSlow,

    /// <summary>The peer failed, or gave a wrong value.</summary>
    Failed,

    /// <summary>The peer is not installed.</summary>
    Missing,
}
