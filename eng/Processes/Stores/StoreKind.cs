namespace OrleansPool.Processes;

/// <summary>Where the silos of a cluster keep their membership.</summary>
internal enum StoreKind
{
    /// <summary>In the first silo, which must not be lost.</summary>
    Localhost,

    /// <summary>In garnet-server, from the repository's tool manifest.</summary>
    Garnet,

    /// <summary>In redis-server, which must be installed.</summary>
    Redis,

    /// <summary>In PostgreSQL, which must be installed.</summary>
    PostgreSql,
}
