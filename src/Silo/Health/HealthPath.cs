namespace OrleansPool.Silo.Health;

/// <summary>Where the probes are answered: 200 for yes, 503 for no.</summary>
internal static class HealthPath
{
    /// <summary>The process works. When it does not answer, it must be started again.</summary>
    public const string Live = "/health/live";

    /// <summary>The silo is a member of its cluster and takes work.</summary>
    public const string Ready = "/health/ready";

    /// <summary>The silo was told to stop and holds no work any more.</summary>
    public const string Drained = "/health/drained";
}
