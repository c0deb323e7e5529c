namespace OrleansPool.Wire;

/// <summary>What came on the job stream since somebody asked last.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobNews")]
internal sealed class JobNews
{
    /// <summary>There is no job stream where it was asked: the cluster has to be looked at again and again.</summary>
    public static JobNews None { get; } = new();

    /// <summary>Whether the silo listens to the stream.</summary>
    [Id(0)]
    public bool IsLive { get; init; }

    /// <summary>What to ask with next.</summary>
    [Id(1)]
    public long Mark { get; init; }

    /// <summary>The jobs of which something was told, each as it was told last.</summary>
    [Id(2)]
    public JobView[] Jobs { get; init; } = [];

    /// <summary>Whether events are missing: the jobs have to be asked for.</summary>
    [Id(3)]
    public bool HasGap { get; init; }
}
