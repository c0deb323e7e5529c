namespace OrleansPool;

/// <summary>
/// The stream on which silos tell of their jobs, on an Orleans stream provider of the application: the one that <c>PoolSiloOptions.JobStreamProvider</c> names.
/// Subscribe to it as to any stream of <see cref="JobEvent"/>, or with <c>[ImplicitStreamSubscription(JobStream.Namespace)]</c> on a grain with a string key.
/// </summary>
/// <remarks>
/// Events are for watching, not for results: what the provider loses is lost. The events of one job come in order from one coordinator; each has the whole
/// state, so a later one makes up for those before it.
/// </remarks>
public static class JobStream
{
    /// <summary>The namespace of the stream.</summary>
    public const string Namespace = "orleanspool.jobs";

    /// <summary>The key of the stream: there is one for the cluster.</summary>
    public const string Key = "all";
}
