namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>What a peer says of a job, as one line of JSON. All but one of its parts are null.</summary>
internal sealed record Answer
{
    /// <summary>The first line of each peer: its name and version.</summary>
    public string? Version { get; init; }

    /// <summary>How long it took.</summary>
    public Timing? Timing { get; init; }

    /// <summary>Why it cannot do such a job.</summary>
    public string? DoesNotApply { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }
}
