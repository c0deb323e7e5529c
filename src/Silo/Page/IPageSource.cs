using OrleansPool.Wire;

namespace OrleansPool.Silo.Page;

/// <summary>What the page shows, and whom it asks to cancel and to drain.</summary>
internal interface IPageSource
{
    Task<ClusterPicture> DescribeAsync();

    /// <summary>What came on the job stream since a mark.</summary>
    Task<JobNews> NewsAsync(long since);

    Task<JobDetail?> JobAsync(string id);

    Task<bool> CancelAsync(string id, string by);

    Task<bool> DrainAsync(string silo, string by);
}
