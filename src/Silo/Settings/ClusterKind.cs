namespace OrleansPool.Silo.Settings;

/// <summary>Where the silos of a cluster find each other.</summary>
internal enum ClusterKind
{
    /// <summary>In the memory of the first silo: for development.</summary>
    Localhost,

    /// <summary>In Redis, or what speaks its protocol.</summary>
    Redis,

    /// <summary>In PostgreSQL.</summary>
    AdoNet,
}
