namespace OrleansPool;

/// <summary>The work of the silo that runs a function.</summary>
internal interface ISiloWork
{
    /// <summary>Cancelled when the silo stops and waits no more for what it ran.</summary>
    CancellationToken LetGo { get; }
}
