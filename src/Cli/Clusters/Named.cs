using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Clusters;

/// <summary>Jobs and silos by what people write. A job may be written by the beginning of its id; a silo has to be whole, since one is like another.</summary>
internal static class Named
{
    /// <summary>With fewer a variable that is not set, or a slip, would name some job.</summary>
    private const int LeastBeginning = 4;

    /// <returns>The whole id. Not all jobs are listed: what no job that is listed begins with may be the id of another.</returns>
    /// <exception cref="ToolException">It is nothing, or several begin with it.</exception>
    public static async Task<string> JobAsync(ClusterView cluster, string text, CancellationToken stop) =>
        string.IsNullOrWhiteSpace(text) ? throw NoJob(text) : Choose([.. (await cluster.JobsAsync(stop)).Select(job => job.Id)], text);

    public static string Choose(string[] listed, string text)
    {
        string[] begun = text.Length < LeastBeginning || listed.Contains(text) ? [text] : [.. listed.Where(id => id.StartsWith(text, StringComparison.Ordinal))];
        return One("job", text, begun is [] ? [text] : begun, "");
    }

    public static ToolException NoJob(string text) =>
        new(ToolExit.NotFound, $"The cluster has no job '{text}'. orleanspool jobs lists those that are known; a job that ended long ago is not.");

    /// <exception cref="ToolException">There is none, or several.</exception>
    public static async Task<SiloView> SiloAsync(ClusterView cluster, string text, CancellationToken stop)
    {
        IReadOnlyList<SiloView> silos = await cluster.SilosAsync(stop);
        string[] named = [.. silos.Where(silo => text == silo.Name || text == silo.Address || text == PortOf(silo.Address)).Select(silo => silo.Address)];
        string address = One("silo", text, named, "orleanspool silos lists those that there are.");
        return silos.First(silo => silo.Address == address);
    }

    private static string One(string what, string text, string[] found, string advice) => found switch
    {
        [{ } only] => only,
        [] => throw new ToolException(ToolExit.NotFound, $"The cluster has no {what} '{text}'. {advice}"),
        _ => throw new ToolException(ToolExit.NotFound, $"'{text}' may be {found.Length} of the cluster's {what}s, such as {string.Join(" and ", found.Take(2))}. Write more of it."),
    };

    /// <summary>Host and port of an address of Orleans, which goes on with the silo's start.</summary>
    private static string PortOf(string address) => address.TrimStart('S').Split('@')[0];
}
