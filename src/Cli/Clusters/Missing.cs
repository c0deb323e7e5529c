namespace OrleansPool.Cli.Clusters;

/// <summary>What a list of jobs lacks.</summary>
internal static class Missing
{
    /// <summary>In one line; null when it is whole.</summary>
    public static string? Of(ClusterPicture picture)
    {
        (int Count, string Text)[] lacks =
        [
            (picture.MoreJobs, $"There {Are(picture.MoreJobs)} {Shown.Count(picture.MoreJobs, "more job")} than are listed."),
            (SilentSilos(picture), $"{Shown.Count(SilentSilos(picture), "silo")} did not answer, and may have more."),
            (picture.SilentPools, $"{Shown.Count(picture.SilentPools, "pool")} did not answer in time, and may have more."),
        ];
        string text = string.Join(' ', lacks.Where(lack => lack.Count > 0).Select(lack => lack.Text));
        return text.Length == 0 ? null : $"{text} orleanspool job ID and cancel ID find those too, by their whole id.";
    }

    public static int SilentSilos(ClusterPicture picture) => picture.Silos.Count(silo => silo.Phase is null);

    private static string Are(int count) => count == 1 ? "is" : "are";
}
