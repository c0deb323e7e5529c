namespace OrleansPool.Analyzers;

/// <summary>What stands for a result that is not there yet.</summary>
internal enum TaskKind
{
    /// <summary>A task of .NET.</summary>
    Task,

    /// <summary>The handle of a pool's job.</summary>
    Handle,
}
