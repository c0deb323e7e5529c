namespace OrleansPool.Watching;

/// <summary>What is new of a cluster that is followed.</summary>
/// <param name="Picture">All of it.</param>
/// <param name="Jobs">The jobs that are new or have changed, when nothing else has; null when the cluster was asked for all.</param>
internal sealed record ClusterChange(ClusterPicture Picture, IReadOnlyList<JobView>? Jobs);
