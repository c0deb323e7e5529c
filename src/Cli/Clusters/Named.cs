using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Clusters;

/// <summary>Jobs and silos by what people write: the whole name, or as much of it as no other has.</summary>
internal static class Named
{
    /// <exception cref="ToolException">There is none, or several.</exception>
    public static async Task<string> JobAsync(ClusterView cluster, string text, CancellationToken stop)
    {
        IReadOnlyList<JobView> jobs = await cluster.JobsAsync(stop);
        return One("job", text, [.. jobs.Select(job => (job.Id, job.Id))], "orleanspool jobs lists those that are known; a job that ended long ago is not.");
    }

    /// <exception cref="ToolException">There is none, or several.</exception>
    public static async Task<SiloView> SiloAsync(ClusterView cluster, string text, CancellationToken stop)
    {
        IReadOnlyList<SiloView> silos = await cluster.SilosAsync(stop);
        string address = One(
            "silo", text, [.. silos.SelectMany(silo => new[] { (silo.Name, silo.Address), (silo.Address, silo.Address), (PortOf(silo.Address), silo.Address) })], "orleanspool silos lists those that there are.");
        return silos.First(silo => silo.Address == address);
    }

    private static string One(string what, string text, (string Name, string Id)[] all, string advice)
    {
        string[] exact = [.. all.Where(each => each.Name == text).Select(each => each.Id).Distinct()];
        string[] found = exact.Length > 0 ? exact : [.. all.Where(each => each.Name.StartsWith(text, StringComparison.Ordinal)).Select(each => each.Id).Distinct()];
        return found switch
        {
            [{ } only] => only,
            [] => throw new ToolException(ToolExit.NotFound, $"The cluster has no {what} '{text}'. {advice}"),
            _ => throw new ToolException(ToolExit.NotFound, $"'{text}' may be {found.Length} of the cluster's {what}s, such as {string.Join(" and ", found.Take(2))}. Write more of it."),
        };
    }

    /// <summary>Host and port of an address of Orleans, which goes on with the silo's start.</summary>
    private static string PortOf(string address) => address.TrimStart('S').Split('@')[0];
}
