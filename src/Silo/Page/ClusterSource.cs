using OrleansPool.Wire;

namespace OrleansPool.Silo.Page;

/// <summary>The cluster that this silo belongs to.</summary>
internal sealed class ClusterSource(IGrainFactory grains) : IPageSource
{
    private IClusterGrain Cluster => grains.GetGrain<IClusterGrain>(0);

    public Task<ClusterPicture> DescribeAsync() => Cluster.DescribeAsync();

    public Task<JobNews> NewsAsync(long since) => Cluster.NewsAsync(since);

    public Task<JobDetail?> JobAsync(string id) => Cluster.JobAsync(id);

    public Task<bool> CancelAsync(string id, string by) => Cluster.CancelAsync(id, by);

    public Task<bool> DrainAsync(string silo, string by) => Cluster.DrainAsync(silo, by);
}
